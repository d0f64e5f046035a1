using System.Text.Json;
using SbiContrib.Queue;
using SbiContrib.Receive;

namespace SbiContrib.Tests.Receive;

/// <summary>What a delivery asks to look at. Expectations are contributions' names, <c>site</c> for the whole site.</summary>
public sealed class DeliveryTests
{
    private const string Bot = "sbi-contrib[bot]";
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";
    private const string Form = "form-abcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData("ping", """{"zen":"z","hook_id":1}""", "")]
    [InlineData("ping", """{"zen":"z",REPO}""", "site")]
    [InlineData("issues", """{"action":"opened","issue":{"number":7},REPO}""", "issue-7")]
    [InlineData("issues", """{"action":"edited","issue":{"number":7},REPO}""", "issue-7")]
    [InlineData("issues", """{"action":"deleted","issue":{"number":7},REPO}""", "issue-7")]
    [InlineData("issues", """{"action":"transferred","issue":{"number":7},"changes":{"new_issue":{"number":1},"new_repository":{"id":9}},REPO}""", "issue-7")]
    [InlineData("issue_comment", """{"action":"created","issue":{"number":7},"comment":{"id":1},REPO}""", "issue-7")]
    [InlineData("issue_comment", """{"action":"created","issue":{"number":8,"pull_request":{"url":"u"}},REPO}""", "#8")]
    [InlineData("issue_comment", """{"action":"created","issue":{"number":8,"pull_request":{"url":"u"},"user":{"login":"ada"}},REPO}""", "")]
    [InlineData("issue_comment", """{"action":"created","issue":{"number":8,"pull_request":{"url":"u"},"user":{"login":"sbi-contrib[bot]"}},REPO}""", "#8")]
    [InlineData("pull_request", """{"action":"closed","pull_request":{"number":8,"head":{"ref":"sbi-contrib/issue-7/1","repo":{"id":77}}},REPO}""", "issue-7")]
    [InlineData("pull_request", """{"action":"closed","pull_request":{"number":8,"head":{"ref":"sbi-contrib/FORM/12","repo":{"id":77}}},REPO}""", Form)]
    [InlineData("pull_request", """{"action":"opened","pull_request":{"number":8,"head":{"ref":"sbi-contrib/issue-7/1","repo":{"id":78}}},REPO}""", "")]
    [InlineData("pull_request", """{"action":"opened","pull_request":{"number":8,"head":{"ref":"sbi-contrib/issue-7/1","repo":null}},REPO}""", "")]
    [InlineData("pull_request", """{"action":"opened","pull_request":{"number":8,"head":{"ref":"fix","repo":{"id":77}}},REPO}""", "")]
    [InlineData("pull_request", """{"action":"opened","pull_request":{"number":8,"head":{"ref":"fix","sha":"SHA","repo":{"id":78}}},REPO}""", "#8 SHA")]
    [InlineData("pull_request", """{"action":"synchronize","pull_request":{"number":8,"head":{"ref":"fix","sha":"SHA","repo":{"id":77}}},REPO}""", "#8 SHA")]
    [InlineData("pull_request", """{"action":"closed","pull_request":{"number":8,"head":{"ref":"fix","sha":"SHA","repo":{"id":77}}},REPO}""", "")]
    [InlineData("pull_request_review", """{"action":"submitted","review":{"id":1},"pull_request":{"head":{"ref":"sbi-contrib/issue-7/2","repo":{"id":77}}},REPO}""", "issue-7")]
    [InlineData("pull_request_review", """{"action":"submitted","pull_request":{"head":{"ref":"sbi-contrib/issue-7/2","repo":{"id":78}}},REPO}""", "")]
    [InlineData("push", """{"ref":"refs/heads/main",REPO}""", "site")]
    [InlineData("push", """{"ref":"refs/heads/sbi-contrib/issue-7/1",REPO}""", "issue-7")]
    [InlineData("push", """{"ref":"refs/heads/sbi-contrib/issue-7/1","deleted":true,REPO}""", "issue-7")]
    [InlineData("push", """{"ref":"refs/heads/other",REPO}""", "")]
    [InlineData("push", """{"ref":"refs/tags/main",REPO}""", "")]
    [InlineData("check_suite", """{"action":"completed","check_suite":{"head_branch":"sbi-contrib/issue-7/1"},REPO}""", "issue-7")]
    [InlineData("check_suite", """{"action":"completed","check_suite":{"head_branch":null},REPO}""", "")]
    [InlineData("check_suite", """{"action":"completed","check_suite":{"head_branch":"sbi-contrib/issue-7/1","app":{"slug":"sbi-contrib"}},REPO}""", "")]
    [InlineData("check_suite", """{"action":"rerequested","check_suite":{"head_branch":"sbi-contrib/issue-7/1","head_sha":"SHA","app":{"slug":"sbi-contrib"}},REPO}""", "issue-7 SHA")]
    [InlineData("check_run", """{"action":"rerequested","check_run":{"head_sha":"SHA","check_suite":{"head_branch":"sbi-contrib/issue-7/1"}},REPO}""", "issue-7 SHA")]
    [InlineData("check_run", """{"action":"rerequested","check_run":{"head_sha":"main","check_suite":{"head_branch":"sbi-contrib/issue-7/1"}},REPO}""", "issue-7")]
    [InlineData("check_run", """{"action":"completed","check_run":{"head_sha":"SHA","check_suite":{"head_branch":"sbi-contrib/issue-7/1"}},REPO}""", "")]
    [InlineData("merge_group", """{"action":"checks_requested","merge_group":{"head_sha":"SHA","head_ref":"refs/heads/gh-readonly-queue/main/pr-8-0a1b"},REPO}""", "#8 SHA")]
    [InlineData("merge_group", """{"action":"checks_requested","merge_group":{"head_sha":"SHA","head_ref":"refs/heads/gh-readonly-queue/main/pr-x-0a1b"},REPO}""", "")]
    [InlineData("merge_group", """{"action":"checks_requested","merge_group":{"head_sha":7,"head_ref":"refs/heads/gh-readonly-queue/main/pr-8-0a1b"},REPO}""", "")]
    [InlineData("merge_group", """{"action":"destroyed","merge_group":{"head_sha":"SHA","head_ref":"refs/heads/gh-readonly-queue/main/pr-8-0a1b"},REPO}""", "")]
    [InlineData("status", """{"state":"success","branches":[{"name":"main"},{"name":"sbi-contrib/issue-7/1"},{"name":"sbi-contrib/issue-7/2"},{"name":"sbi-contrib/issue-9/1"}],REPO}""", "issue-7 issue-9")]
    [InlineData("repository", """{"action":"renamed",REPO}""", "site")]
    [InlineData("repository", """{"action":"archived",REPO}""", "site")]
    [InlineData("star", """{"action":"created",REPO}""", "")]
    public void Each_event_points_to_its_contribution(string kind, string payload, string expected)
    {
        var names = Looks(kind, payload).Select(look =>
        {
            Assert.Equal((77, 5, 0), (look.Site, look.Installation, look.Tries));
            return (look.Name ?? (look.Pull is { } pull ? $"#{pull}" : "site")) + (look.Check is { } sha ? $" {sha}" : "");
        });

        Assert.Equal(expected.Replace("SHA", Sha, StringComparison.Ordinal), string.Join(' ', names));
    }

    [Theory]
    [InlineData("installation", """{"action":"created","installation":{"id":5},"repositories":[{"id":1},{"id":2},{"id":1}]}""", "1 2")]
    [InlineData("installation", """{"action":"suspend","installation":{"id":5}}""", "")]
    [InlineData("installation_repositories", """{"action":"added","installation":{"id":5},"repositories_added":[{"id":1}],"repositories_removed":[{"id":3}]}""", "1 3")]
    public void An_installation_points_to_its_sites(string kind, string payload, string expected)
    {
        var looks = Looks(kind, payload);

        Assert.Equal(expected, string.Join(' ', looks.Select(look => look.Site)));
        Assert.All(looks, look => Assert.Equal((5, null), (look.Installation, look.Name)));
    }

    [Theory]
    [InlineData("issues", """{"issue":{"number":7},"sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", 0)]
    [InlineData("issue_comment", """{"issue":{"number":7},"sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", 0)]
    [InlineData("push", """{"ref":"refs/heads/main","sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", 1)]
    [InlineData("push", """{"ref":"refs/heads/sbi-contrib/issue-7/1","sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", 0)]
    [InlineData("issues", """{"issue":{"number":7},"sender":{"login":"another[bot]","type":"Bot"},REPO}""", 1)]
    [InlineData("issues", """{"issue":{"number":7},"sender":{"login":"sbi-contrib[bot]","type":"User"},REPO}""", 1)]
    [InlineData("issues", """{"issue":{"number":7},"sender":{"login":"ada","type":"User"},REPO}""", 1)]
    // A check that ends on a commit of ours is told as our doing, and is news.
    [InlineData("check_suite", """{"check_suite":{"head_branch":"sbi-contrib/issue-7/1"},"sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", 1)]
    [InlineData("status", """{"branches":[{"name":"sbi-contrib/issue-7/1"}],"sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", 1)]
    public void Our_own_doings_wake_nobody(string kind, string payload, int looks) => Assert.Equal(looks, Looks(kind, payload).Length);

    [Fact]
    public void Where_our_name_is_not_known_yet_a_look_too_many_does_no_harm() =>
        Assert.Single(Looks("issues", """{"issue":{"number":7},"sender":{"login":"sbi-contrib[bot]","type":"Bot"},REPO}""", null));

    [Theory]
    [InlineData("issues", "[]")]
    [InlineData("issues", "7")]
    [InlineData("issues", "null")]
    [InlineData("issues", "{}")]
    [InlineData("issues", """{"issue":{"number":7}}""")]
    [InlineData("issues", """{"issue":[7],REPO}""")]
    [InlineData("issues", """{"issue":{"number":"7"},REPO}""")]
    [InlineData("issues", """{"issue":{"number":7.5},REPO}""")]
    [InlineData("issues", """{"issue":{"number":1e400},REPO}""")]
    [InlineData("issues", """{"issue":{"number":99999999999999999999999},REPO}""")]
    [InlineData("issues", """{"issue":{"number":2147483648},REPO}""")]
    [InlineData("issues", """{"issue":{"number":0},REPO}""")]
    [InlineData("issues", """{"issue":{"number":-7},REPO}""")]
    [InlineData("issues", """{"issue":{"number":7},"repository":{"id":-1}}""")]
    [InlineData("issues", """{"issue":{"number":7},"repository":{"id":0}}""")]
    [InlineData("issues", """{"issue":{"number":7},"repository":"77"}""")]
    [InlineData("push", """{"ref":{},REPO}""")]
    [InlineData("push", """{"ref":"refs/heads/sbi-contrib/issue-7",REPO}""")]
    [InlineData("push", """{"ref":"refs/heads/sbi-contrib/issue-07/1",REPO}""")]
    [InlineData("push", """{"ref":"refs/heads/sbi-contrib/../1",REPO}""")]
    [InlineData("status", """{"branches":{"name":"x"},REPO}""")]
    [InlineData("status", """{"branches":[null,7,[],{"name":7}],REPO}""")]
    [InlineData("installation", """{"repositories":[null,7,{"id":"x"},{"id":-4}]}""")]
    [InlineData("", """{"issue":{"number":7},REPO}""")]
    public void What_is_hostile_or_broken_points_nowhere(string kind, string payload) => Assert.Empty(Looks(kind, payload));

    [Theory]
    // Numbers beyond what an issue can have would make a message that nobody can read.
    [InlineData("issues", """{"issue":{"number":2147483647},REPO}""")]
    [InlineData("issues", """{"installation":{"id":-3},"issue":{"number":7},"repository":{"id":77,"default_branch":"main"}}""")]
    [InlineData("issues", """{"issue":{"number":7},"issue":{"number":8},REPO}""")]
    public void Whatever_it_points_to_is_a_message_that_can_be_read(string kind, string payload) =>
        Assert.All(Looks(kind, payload), look =>
        {
            Assert.True(LookMessage.TryRead(LookMessage.Write(look), out var read));
            Assert.Equal(look, read);
        });

    private static Look[] Looks(string kind, string payload, string? bot = Bot)
    {
        using var json = JsonDocument.Parse(payload.Replace("FORM", Form, StringComparison.Ordinal).Replace("SHA", Sha, StringComparison.Ordinal)
            .Replace("REPO", """ "repository":{"id":77,"full_name":"o/n","default_branch":"main"},"installation":{"id":5} """, StringComparison.Ordinal));
        return [.. Delivery.Looks(kind, json.RootElement, bot)];
    }
}
