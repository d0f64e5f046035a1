using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Octokit;

namespace SbiContrib.Tests.GitHub;

/// <summary>Every answer of the model is what GitHub's published description says it is.</summary>
public sealed class OpenApiTests
{
    // Asked by Octokit at an address that GitHub serves but no longer describes.
    private static readonly HashSet<string> Undescribed = ["GET /repos/lab/site/git/refs/heads/main", "POST /repos/lab/site/labels/proposal"];

    // There the description wants an account to be a user and an enterprise at once.
    private const string TheirFault = "GET /app/installations 200: #/[0] > NotAnyOf #/[0].account";

    [Fact]
    public async Task EveryAnswerFitsTheDescription()
    {
        var answers = await Drive();
        var api = await OpenApi.Load();
        var (wrong, seen, unknown) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var answer in answers)
        {
            var path = answer.Path.StartsWith("/repositories/", StringComparison.Ordinal) ? "/repos/lab/site/" + string.Join('/', answer.Path.Split('/')[3..]) : answer.Path;
            var template = api.Template(answer.Method, answer.Path.TrimEnd('/'));
            if (template is null)
            {
                unknown.Add($"{answer.Method} {path.TrimEnd('/')}");
                continue;
            }
            seen.Add($"{answer.Method} {template} {answer.Status}");
            wrong.AddRange((await api.Judge(template, answer)).Select(w => $"{answer.Method} {template} {answer.Status}: {w}"));
        }
        wrong.RemoveAll(w => w == TheirFault);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
        Assert.Equal(Undescribed, unknown);
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Count} kinds of answers, {answers.Count} in all:\n{string.Join('\n', seen)}");
        Assert.True(seen.Count >= 95, $"only {seen.Count} kinds of answers were judged");
    }

    private static async Task<List<Recorded>> Drive()
    {
        var answers = new ConcurrentQueue<Recorded>();
        await using var world = await World.Start(lazy: true);
        world.Site.Collaborators["max"] = "admin";
        var bot = world.AsBot(() => new Recorder(answers));
        var max = world.Client(world.Model.AddToken("max"), handler: () => new Recorder(answers));
        var app = world.Client(world.Jwt(), handler: () => new Recorder(answers));
        using var botHttp = Plain(world, answers, world.Model.CreateInstallationToken(world.Installation.Id).Value);
        using var appHttp = Plain(world, answers, world.Jwt());
        using var maxHttp = Plain(world, answers, world.Model.AddToken("max"));
        await Apps(world, app, bot, max, appHttp);
        await Issues(world, bot, max, maxHttp);
        await Git(world, bot, botHttp);
        await Pulls(world, bot, max, botHttp);
        await Files(world, bot);
        await Checks(world, bot);
        await Refused(botHttp);
        return [.. answers];
    }

    private static HttpClient Plain(World world, ConcurrentQueue<Recorded> answers, string token)
    {
        var client = new HttpClient(new Recorder(answers)) { BaseAddress = new Uri(world.Server.BaseAddress, "/api/v3/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task Apps(World world, GitHubClient app, GitHubClient bot, GitHubClient max, HttpClient appHttp)
    {
        await app.GitHubApps.GetCurrent();
        await app.GitHubApps.GetAllInstallationsForCurrent();
        await app.GitHubApps.GetInstallationForCurrent(world.Installation.Id);
        await app.GitHubApps.GetRepositoryInstallationForCurrent("lab", "site");
        await app.GitHubApps.GetOrganizationInstallationForCurrent("lab");
        await app.GitHubApps.CreateInstallationToken(world.Installation.Id);
        await bot.GitHubApps.Installation.GetAllRepositoriesForCurrent();
        await max.User.Current();
        await max.User.Get("ada");
        await bot.RateLimit.GetRateLimits();
        world.Model.PingApp();
        await world.Server.Delivered(TestContext.Current.CancellationToken);
        await appHttp.GetAsync("app/hook/deliveries");
        var last = world.Model.Deliveries[^1].Id;
        await appHttp.GetAsync($"app/hook/deliveries/{last}");
        await appHttp.PostAsync($"app/hook/deliveries/{last}/attempts", null);
    }

    private static async Task Issues(World world, GitHubClient bot, GitHubClient max, HttpClient maxHttp)
    {
        var id = world.Site.Id;
        await bot.Issue.Labels.Create(id, new NewLabel("proposal", "0e8a16") { Description = "A proposal" });
        var issue = await max.Issue.Create(id, new NewIssue("A paper") { Body = "A link", Labels = { "proposal" } });
        await max.Issue.Create("lab", "site", new NewIssue("Without a body"));
        world.Model.SetMilestone(world.Max, world.Model.Issue(world.Site, issue.Number), world.Model.CreateMilestone(world.Max, world.Site, "The next edition").Number);
        await bot.Issue.Get(id, issue.Number);
        await bot.Issue.Labels.GetAllForRepository(id);
        await bot.Issue.Labels.Get(id, "proposal");
        await bot.Issue.Labels.Update(id, "proposal", new LabelUpdate("proposal", "0e8a17"));
        await bot.Issue.Labels.AddToIssue(id, issue.Number, ["one", "two"]);
        await bot.Issue.Labels.ReplaceAllForIssue(id, issue.Number, ["one", "three"]);
        await bot.Issue.Labels.GetAllForIssue(id, issue.Number);
        await bot.Issue.Labels.RemoveFromIssue(id, issue.Number, "one");
        await bot.Issue.Labels.RemoveAllFromIssue(id, issue.Number);
        await bot.Issue.Labels.Delete(id, "three");
        var comment = await bot.Issue.Comment.Create(id, issue.Number, "Hello");
        await bot.Issue.Comment.Update(id, comment.Id, "Hello again");
        await bot.Issue.Comment.Get(id, comment.Id);
        await bot.Issue.Comment.GetAllForIssue(id, issue.Number);
        await bot.Issue.Comment.GetAllForRepository(id);
        await bot.Issue.Comment.Delete(id, comment.Id);
        await max.Issue.Update(id, issue.Number, new IssueUpdate { Title = "Another title", State = ItemState.Closed, StateReason = ItemStateReason.NotPlanned });
        await max.Issue.Update(id, issue.Number, new IssueUpdate { State = ItemState.Open });
        await max.Issue.LockUnlock.Lock(id, issue.Number);
        await max.Issue.LockUnlock.Unlock(id, issue.Number);
        await bot.Issue.GetAllForRepository(id);
        await bot.Issue.Events.GetAllForIssue(id, issue.Number);
        var events = await bot.Issue.Events.GetAllForRepository(id);
        await bot.Issue.Events.Get(id, events[0].Id);
        world.Model.DeleteIssue(world.Max, world.Model.Issue(world.Site, 2));
        await maxHttp.GetAsync("repos/lab/site/issues/2");
        var target = world.Model.CreateRepository("lab", "other");
        world.Model.SetRole(target, "max", "write");
        world.Model.TransferIssue(world.Max, world.Model.CreateIssue(world.Max, world.Site, "To be moved"), target);
        await maxHttp.GetAsync("repos/lab/site/issues/3");
    }

    private static async Task Git(World world, GitHubClient bot, HttpClient http)
    {
        var id = world.Site.Id;
        var main = await bot.Git.Reference.Get(id, "heads/main");
        await http.GetAsync("repos/lab/site/git/ref/heads/main");
        await http.GetAsync("repos/lab/site/git/matching-refs/heads/");
        var commit = await bot.Git.Commit.Get(id, main.Object.Sha);
        var tree = await bot.Git.Tree.GetRecursive(id, commit.Tree.Sha);
        await bot.Git.Tree.Get(id, commit.Tree.Sha);
        await bot.Git.Blob.Get(id, tree.Tree.Single(t => t.Path == "index.md").Sha);
        var blob = await bot.Git.Blob.Create(id, new NewBlob { Content = "x", Encoding = EncodingType.Utf8 });
        var made = await bot.Git.Tree.Create(id, new NewTree { BaseTree = commit.Tree.Sha, Tree = { new NewTreeItem { Path = "x.md", Mode = "100644", Type = TreeType.Blob, Sha = blob.Sha } } });
        var next = await bot.Git.Commit.Create(id, new NewCommit("Add x", made.Sha, main.Object.Sha));
        await bot.Git.Reference.Create(id, new NewReference("refs/heads/x", main.Object.Sha));
        await bot.Git.Reference.Update(id, "heads/x", new ReferenceUpdate(next.Sha));
        await bot.Repository.Branch.GetAll(id);
        await bot.Repository.Branch.Get(id, "x");
        await bot.Repository.Commit.Get(id, next.Sha);
        await bot.Repository.Commit.GetAll(id);
        await bot.Repository.Commit.Compare(id, "main", "x");
        await bot.Repository.Merging.Create(id, new NewMerge("main", "x") { CommitMessage = "Merge x" });
        await bot.Git.Reference.Delete(id, "heads/x");
        await http.PatchAsJsonAsync("repos/lab/site/git/refs/heads/nowhere", new { sha = next.Sha });
        await http.PostAsJsonAsync("repos/lab/site/merges", new { @base = "main", head = "nowhere" });
    }

    private static async Task Pulls(World world, GitHubClient bot, GitHubClient max, HttpClient http)
    {
        var id = world.Site.Id;
        world.Model.Push(world.Bot, world.Site, "p", new Dictionary<string, string?> { ["p.md"] = "p\n" }, from: "main");
        var pull = await bot.PullRequest.Create(id, new NewPullRequest("Add p", "p", "main") { Body = "p" });
        await http.PostAsJsonAsync("repos/lab/site/pulls", new { title = "Again", head = "p", @base = "main" });
        await bot.PullRequest.Get(id, pull.Number);
        await bot.PullRequest.Get(id, pull.Number);
        await bot.PullRequest.GetAllForRepository(id);
        await bot.PullRequest.Files(id, pull.Number);
        await bot.PullRequest.Commits(id, pull.Number);
        await bot.PullRequest.Update(id, pull.Number, new PullRequestUpdate { Title = "Add p, please" });
        var review = await max.PullRequest.Review.Create(id, pull.Number, new PullRequestReviewCreate { Event = PullRequestReviewEvent.Approve });
        await max.PullRequest.Review.Get(id, pull.Number, review.Id);
        await max.PullRequest.Review.GetAll(id, pull.Number);
        await max.PullRequest.Review.Dismiss(id, pull.Number, review.Id, new PullRequestReviewDismiss { Message = "No" });
        await http.GetAsync($"repos/lab/site/pulls/{pull.Number}/merge");
        world.Model.Push(world.Max, world.Site, "main", new Dictionary<string, string?> { ["q.md"] = "q\n" });
        await http.PutAsJsonAsync($"repos/lab/site/pulls/{pull.Number}/update-branch", new { });
        await http.GetAsync($"repos/lab/site/commits/{world.Site.Tip("p")!.Sha}/pulls");
        await http.PutAsJsonAsync($"repos/lab/site/pulls/{pull.Number}/merge", new { sha = pull.Head.Sha });
        await bot.PullRequest.Merge(id, pull.Number, new MergePullRequest());
        await http.PutAsJsonAsync($"repos/lab/site/pulls/{pull.Number}/merge", new { });
        await bot.PullRequest.Merged(id, pull.Number);
        await bot.PullRequest.Get(id, pull.Number);
        await bot.Issue.Get(id, pull.Number);
    }

    private static async Task Files(World world, GitHubClient bot)
    {
        var id = world.Site.Id;
        await bot.Repository.Get(id);
        await bot.Repository.Get("lab", "site");
        await bot.Repository.Content.GetAllContents(id, "index.md");
        await bot.Repository.Content.GetAllContents(id, "docs");
        await bot.Repository.Content.GetAllContents(id);
        var made = await bot.Repository.Content.CreateFile(id, "new.md", new CreateFileRequest("Add new", "new\n", "main"));
        var changed = await bot.Repository.Content.UpdateFile(id, "new.md", new UpdateFileRequest("Change new", "newer\n", made.Content.Sha, "main"));
        await bot.Repository.Content.DeleteFile(id, "new.md", new DeleteFileRequest("Delete new", changed.Content.Sha, "main"));
        await bot.Repository.Collaborator.ReviewPermission(id, "max");
        await bot.Repository.Collaborator.IsCollaborator(id, "max");
    }

    private static async Task Checks(World world, GitHubClient bot)
    {
        var (id, sha) = (world.Site.Id, world.Site.Tip("main")!.Sha);
        var run = await bot.Check.Run.Create(id, new NewCheckRun("findings", sha) { Status = CheckStatus.InProgress });
        await bot.Check.Run.Update(id, run.Id, new CheckRunUpdate
        {
            Status = CheckStatus.Completed,
            Conclusion = CheckConclusion.Success,
            CompletedAt = world.Model.Now,
            Output = new NewCheckRunOutput("Fine", "Nothing found") { Annotations = [new NewCheckRunAnnotation("index.md", 5, 5, CheckAnnotationLevel.Notice, "An entry")] },
        });
        await bot.Check.Run.Get(id, run.Id);
        await bot.Check.Run.GetAllAnnotations(id, run.Id);
        await bot.Check.Run.GetAllForReference(id, sha);
        await bot.Check.Suite.GetAllForReference(id, sha);
        await bot.Repository.Status.Create(id, sha, new NewCommitStatus { State = CommitState.Pending, Context = "build" });
        await bot.Repository.Status.GetCombined(id, sha);
        await bot.Repository.Status.GetAll(id, sha);
    }

    private static async Task Refused(HttpClient http)
    {
        await http.GetAsync("repos/lab/site/issues/999");
        await http.GetAsync("repos/lab/nothing");
        await http.PostAsJsonAsync("repos/lab/site/issues", new { title = "" });
        await http.PostAsJsonAsync("repos/lab/site/issues/1/comments", new { body = "" });
        await http.PostAsJsonAsync("repos/lab/site/git/refs", new { @ref = "refs/heads/main", sha = "0000" });
        await http.GetAsync("user");
    }
}
