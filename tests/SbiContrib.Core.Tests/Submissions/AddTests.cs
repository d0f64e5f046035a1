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
    [InlineData($"/Add {Given.Link} Cosmology")]
    [InlineData($"@sbi-contrib add {Given.Link} Cosmology")]
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
    public void Quotes_code_hints_and_other_words_do_not(string body) => Assert.Null(Given.Read(body, label: null));

    [Fact]
    public void Comments_are_read_where_there_is_one_besides_ours_or_nothing_else_makes_it_ours()
    {
        var noon = DateTimeOffset.UnixEpoch;
        var issue = new IssueFacts { Number = 1, Author = new("ada", 11), CommentCount = 1, Body = Given.Filled(), Labels = ["contribution"] };
        var saved = new Contribution { Key = ContributionKey.OfIssue(7, 1), State = State.Proposed, Received = DateTimeOffset.UnixEpoch, StatusComment = 901 };
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue, null, Given.Site(), noon));
        Assert.False(Core.Submissions.SubmissionReader.NeedsComments(issue, saved, Given.Site(), noon));
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue, saved with { StatusComment = StatusCommentFacts.Silenced }, Given.Site(), noon));
        // Overdue: the one comment may be a person's, where somebody deleted ours.
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue, saved with { Due = noon }, Given.Site(), noon));
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue with { CommentCount = 2 }, saved, Given.Site(), noon));
        Assert.True(Core.Submissions.SubmissionReader.NeedsComments(issue with { Body = "", Labels = [] }, saved, Given.Site(), noon));
    }

    [Fact]
    public void An_issue_of_ours_is_never_a_submission() =>
        Assert.Null(Core.Submissions.SubmissionReader.Read(new() { Number = 1, Body = Add, Author = new("sbi-contrib[bot]", 1), Labels = ["contribution"] }, Given.Site()));
}
