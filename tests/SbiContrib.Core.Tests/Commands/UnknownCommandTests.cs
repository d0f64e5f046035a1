using SbiContrib.Core.Commands;
using SbiContrib.Core.Decisions;

namespace SbiContrib.Core.Tests.Commands;

public sealed class UnknownCommandTests
{
    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("q", null)]
    [InlineData("aprove", "/approve")]
    public void A_word_that_is_no_command_is_answered_like_any_or_not(string word, string? meant)
    {
        var key = ContributionKey.OfIssue(1, 2);
        var saved = new Contribution { Key = key, State = State.Proposed, Received = DateTimeOffset.UnixEpoch };
        var site = new SiteFacts { FullName = "lab/site", Url = "https://github.com/lab/site", DefaultBranch = "main", Head = "h", Bot = "bot" };
        var facts = new Facts { Now = DateTimeOffset.UnixEpoch, Key = key, Site = site, Saved = saved };
        var answers = new List<string>();

        var after = Obeying.Do(facts, new CommentFacts(3, "ann", $"/{word}", false, DateTimeOffset.UnixEpoch), new GivenCommand(word, null, ""), answers);

        Assert.Same(saved, after);
        var answer = Assert.Single(answers);
        Assert.Contains($"`/{word}`", answer, StringComparison.Ordinal);
        Assert.Equal(meant is not null, answer.Contains(meant ?? "meant?", StringComparison.Ordinal));
    }
}
