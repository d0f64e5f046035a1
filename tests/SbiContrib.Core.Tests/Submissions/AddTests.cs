namespace SbiContrib.Core.Tests.Submissions;

public sealed class AddTests
{
    private const string Add = $"/add {Given.Link} Cosmology";

    [Theory]
    [InlineData(Add)]
    [InlineData($"Hello!\r\n\r\n{Add}\r\n")]
    [InlineData($"/add\t{Given.Link}   Cosmology ")]
    [InlineData($"```\ncode\n```\n{Add}")]
    [InlineData($"<!-- a hint -->\n{Add}")]
    public void A_command_at_a_line_s_start_counts(string body)
    {
        var item = Assert.Single(Given.Read(body, label: null)!.Items);
        Assert.Equal((Given.Link, "Cosmology"), (item.Link, item.Section));
    }

    [Theory]
    [InlineData($"> {Add}")]
    [InlineData($"```\n{Add}\n```")]
    [InlineData($"````\n```\n{Add}\n````")]
    [InlineData($"```\n~~~\n{Add}")]
    [InlineData($"    {Add}")]
    [InlineData($"~~~ text\n{Add}\n~~~")]
    [InlineData($"<!--\n{Add}\n-->")]
    [InlineData($"Please write {Add}")]
    [InlineData("/add")]
    [InlineData($"/address {Given.Link}")]
    [InlineData($"/Add {Given.Link}")]
    public void Quotes_code_hints_and_other_words_do_not(string body) => Assert.Null(Given.Read(body, label: null));

    [Fact]
    public void A_comment_counts_by_whom_it_is()
    {
        Assert.Single(Given.Read("A bug", null, Given.Comment("ada", Add))!.Items);
        Assert.Single(Given.Read("A bug", null, Given.Comment("grace", Add, maintainer: true))!.Items);
        Assert.Null(Given.Read("A bug", null, Given.Comment("mallory", Add)));
        Assert.Null(Given.Read("A bug", null, Given.Comment("grace", $"> {Add}", maintainer: true)));
    }

    [Fact]
    public void An_edited_comment_counts_as_it_is_now() =>
        Assert.Equal("https://arxiv.org/abs/2001.00001", Given.Read("A bug", null, Given.Comment("ada", "/add https://arxiv.org/abs/2001.00001", edited: true))!.Items[0].Link);

    [Fact]
    public void A_comment_adds_to_what_the_form_said() =>
        Assert.Equal([Given.Link, "https://arxiv.org/abs/2001.00001"], Given.Read(Given.Filled(), "contribution", Given.Comment("ada", "/add https://arxiv.org/abs/2001.00001 Robotics"))!.Items.Select(item => item.Link));

    [Fact]
    public void Comments_are_read_where_there_is_one_besides_ours_or_nothing_else_makes_it_ours()
    {
        var issue = new IssueFacts { Number = 1, Author = new("ada", 11), CommentCount = 1, Body = Given.Filled(), Labels = ["contribution"] };
        var saved = new Contribution { Key = ContributionKey.OfIssue(7, 1), State = State.Proposed, Received = DateTimeOffset.UnixEpoch, StatusComment = 901 };
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue, null, Given.Site()));
        Assert.False(Core.Submissions.SubmissionReader.NeedsComments(issue, saved, Given.Site()));
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue with { CommentCount = 2 }, saved, Given.Site()));
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue with { Body = "", Labels = [] }, saved, Given.Site()));
    }

    [Fact]
    public void An_issue_of_ours_is_never_a_submission() =>
        Assert.Null(Core.Submissions.SubmissionReader.Read(new() { Number = 1, Body = Add, Author = new("sbi-contrib[bot]", 1), Labels = ["contribution"] }, [], Given.Site()));
}
