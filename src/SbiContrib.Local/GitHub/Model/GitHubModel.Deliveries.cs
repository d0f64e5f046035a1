using System.Text.Json;
using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// Webhooks: what is told to whom. Each subscriber gets a delivery of its own with a guid of its own; a redelivery keeps the guid.
/// Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads
/// </summary>
internal sealed partial class GitHubModel
{
    // GitHub forgets after three days; a long run must not keep every payload either.
    private const int MostDeliveries = 20_000;
    private readonly Queue<Delivery> _outbox = new();
    private readonly List<Delivery> _deliveries = [];
    private GitHubJson? _render;
    private Urls? _urls;

    /// <summary>Called, without arguments and under the lock, when there is something in the outbox.</summary>
    public Action? Queued { get; set; }

    /// <summary>How entities look as JSON.</summary>
    public GitHubJson Render => _render ??= new GitHubJson(this);

    /// <summary>Where things are.</summary>
    public Urls Urls => _urls is { } urls && urls.Web == _options.WebAddress.AbsoluteUri.TrimEnd('/')
        ? urls
        : _urls = new Urls(_options.WebAddress.AbsoluteUri.TrimEnd('/'));

    /// <summary>Deliveries not yet taken, oldest first.</summary>
    public int Outbox
    {
        get
        {
            using var hold = Hold();
            return _outbox.Count;
        }
    }

    /// <summary>All deliveries ever tried or waiting, oldest first.</summary>
    public IReadOnlyList<Delivery> Deliveries
    {
        get
        {
            using var hold = Hold();
            return [.. _deliveries];
        }
    }

    /// <summary>Takes what is to be delivered; whoever takes it posts it, or loses it.</summary>
    public IReadOnlyList<Delivery> TakeDeliveries()
    {
        using var hold = Hold();
        Delivery[] taken = [.. _outbox];
        _outbox.Clear();
        return taken;
    }

    /// <summary>Tries a delivery again, under a new id and its old guid. Source: https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks</summary>
    public Delivery Redeliver(long id)
    {
        using var hold = Hold();
        var old = _deliveries.Find(d => d.Id == id) ?? throw GitHubException.NotFound();
        return Queue(new Delivery
        {
            Id = NextId(),
            Guid = old.Guid,
            Event = old.Event,
            Action = old.Action,
            Payload = old.Payload,
            // The App has one webhook, wherever it is by now.
            Url = old.TargetType == "integration" ? _options.WebhookUrl : old.Url,
            Secret = old.Secret,
            TargetType = old.TargetType,
            TargetId = old.TargetId,
            InstallationId = old.InstallationId,
            RepositoryId = old.RepositoryId,
            Number = old.Number,
            Redelivery = true,
            DeliveredAt = Now,
        });
    }

    /// <summary>Gives a repository a webhook of its own; the ping follows.</summary>
    public RepositoryHook AddHook(Repo repo, Uri url, string secret)
    {
        using var hold = Hold();
        var hook = new RepositoryHook(NextId(), url, secret);
        repo.Hooks.Add(hook);
        var ping = Payload(null, null, repo, new Actor(repo.Owner), null);
        Ping(ping, hook.Id, Render.Hook(repo, hook));
        Queue(New("ping", null, ping, hook.Url, hook.Secret, "repository", repo.Id, null, repo, null));
        return hook;
    }

    /// <summary>Sends the app's ping, as GitHub does when a webhook's settings are saved.</summary>
    public Delivery PingApp()
    {
        using var hold = Hold();
        var ping = new JsonObject();
        Ping(ping, _options.AppId, Render.AppHook());
        return Queue(New("ping", null, ping, _options.WebhookUrl, _options.WebhookSecret, "integration", _options.AppId, null, null, null));
    }

    private static void Ping(JsonObject payload, long hook, JsonNode description)
    {
        payload["zen"] = "Keep it logically awesome.";
        payload["hook_id"] = hook;
        payload["hook"] = description;
    }

    private void SendIssue(Issue issue, Actor actor, string action, Action<JsonObject>? more = null)
    {
        var name = issue.Pull is null ? "issues" : "pull_request";
        Send(issue.Repo, actor, name, action, issue.Number, payload =>
        {
            if (issue.Pull is { } pull)
            {
                payload["number"] = issue.Number;
                payload["pull_request"] = Render.Pull(pull, full: true);
            }
            else
            {
                payload["issue"] = Render.Issue(issue);
            }
            more?.Invoke(payload);
        });
    }

    private void SendComment(Comment comment, Actor actor, string action, Action<JsonObject>? more = null) =>
        Send(comment.Issue.Repo, actor, "issue_comment", action, comment.Issue.Number, payload =>
        {
            payload["issue"] = Render.Issue(comment.Issue);
            payload["comment"] = Render.Comment(comment);
            more?.Invoke(payload);
        });

    private void SendReview(Review review, Actor actor, string action, Action<JsonObject>? more = null) =>
        Send(review.Pull.Issue.Repo, actor, "pull_request_review", action, review.Pull.Issue.Number, payload =>
        {
            payload["review"] = Render.Review(review, lowerCase: true);
            payload["pull_request"] = Render.Pull(review.Pull, full: false);
            more?.Invoke(payload);
        });

    private void SendPush(Actor actor, Repo repo, string name, string? before, string? after, bool forced) =>
        Send(repo, actor, "push", null, null, payload => Render.Push(payload, repo, actor, name, before, after, forced), reference: name);

    private void SendStatus(CommitStatus status, Actor actor) =>
        Send(status.Repo, actor, "status", null, null, payload => Render.StatusEvent(payload, status));

    private void SendCheckSuite(Repo repo, Actor actor, string sha, string? branch, string? before, string action)
    {
        // "requested" goes to apps that may write checks. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_suite
        if (repo.Git.Lookup(sha) is LibGit2Sharp.Commit commit)
            Send(repo, actor, "check_suite", action, null, payload => payload["check_suite"] = Render.CheckSuite(repo, commit, branch, before), appOnly: true, reference: branch);
    }

    private void SendInstallation(Installation installation, Account sender, string action)
    {
        var payload = Payload("installation", action, null, new Actor(sender), null);
        payload["installation"] = Render.Installation(installation, epoch: true);
        if (action is "created" or "deleted")
            payload["repositories"] = GitHubJson.Short(RepositoriesOf(installation));
        Queue(ToApp("installation", action, payload, installation, null, null));
    }

    private void SendInstallationRepositories(Installation installation, string action, Repo repo)
    {
        var payload = Payload("installation_repositories", action, null, new Actor(installation.Account), null);
        payload["installation"] = Render.Installation(installation, epoch: true);
        payload["repository_selection"] = "selected";
        payload["repositories_added"] = GitHubJson.Short(action == "added" ? [repo] : []);
        payload["repositories_removed"] = GitHubJson.Short(action == "removed" ? [repo] : []);
        payload["requester"] = null;
        Queue(ToApp("installation_repositories", action, payload, installation, null, null));
    }

    private void Send(Repo repo, Actor actor, string name, string? action, int? number, Action<JsonObject>? more = null, bool appOnly = false, string? reference = null)
    {
        foreach (var installation in _installations.Values.Where(i => i.SuspendedAt is null && i.Has(repo)))
        {
            var payload = _options.Payloads ? Payload(name, action, repo, actor, more) : Slim(name, repo, actor, number, reference);
            payload["installation"] = new JsonObject { ["id"] = installation.Id, ["node_id"] = Urls.NodeId("MDIz", installation.Id) };
            Queue(ToApp(name, action, payload, installation, repo, number));
        }
        foreach (var hook in appOnly ? [] : repo.Hooks)
            Queue(New(name, action, Payload(name, action, repo, actor, more), hook.Url, hook.Secret, "repository", repo.Id, null, repo, number));
    }

    private JsonObject Payload(string? name, string? action, Repo? repo, Actor actor, Action<JsonObject>? more)
    {
        var payload = new JsonObject();
        if (!_options.Payloads)
            return payload;
        if (action is not null)
            payload["action"] = action;
        more?.Invoke(payload);
        if (repo is not null)
            payload["repository"] = name == "push" ? Render.PushedRepository(repo) : Render.Repository(repo);
        payload["sender"] = Render.User(actor.Account);
        return payload;
    }

    // What says where to look, and nothing else.
    private static JsonObject Slim(string name, Repo repo, Actor actor, int? number, string? reference)
    {
        var payload = new JsonObject
        {
            ["repository"] = new JsonObject { ["id"] = repo.Id, ["default_branch"] = repo.DefaultBranch },
            ["sender"] = new JsonObject { ["login"] = actor.Account.Login, ["type"] = actor.Account.Type },
        };
        var pull = number is { } of ? repo.Issues.GetValueOrDefault(of)?.Pull : null;
        if (name == "push")
            payload["ref"] = reference;
        else if (name == "check_suite")
            payload[name] = new JsonObject { ["head_branch"] = reference };
        else if (name.StartsWith("pull_request", StringComparison.Ordinal))
            payload["pull_request"] = new JsonObject { ["number"] = number, ["head"] = new JsonObject { ["ref"] = pull?.HeadRef, ["repo"] = new JsonObject { ["id"] = repo.Id } } };
        else if (number is not null)
            payload["issue"] = pull is null ? new JsonObject { ["number"] = number } : new JsonObject { ["number"] = number, ["pull_request"] = new JsonObject() };
        return payload;
    }

    private Delivery ToApp(string name, string? action, JsonObject payload, Installation installation, Repo? repo, int? number) =>
        New(name, action, payload, _options.WebhookUrl, _options.WebhookSecret, "integration", _options.AppId, installation, repo, number);

    private Delivery New(string name, string? action, JsonObject payload, Uri? url, string secret, string target, long targetId, Installation? installation, Repo? repo, int? number) => new()
    {
        Id = NextId(),
        Guid = new Guid(Draw(16)),
        Event = name,
        Action = action,
        Payload = JsonSerializer.SerializeToUtf8Bytes(payload, GitHubJson.Options),
        Url = url,
        Secret = secret,
        TargetType = target,
        TargetId = targetId,
        InstallationId = installation?.Id,
        RepositoryId = repo?.Id,
        Number = number,
        DeliveredAt = Now,
    };

    private Delivery Queue(Delivery delivery)
    {
        _deliveries.Add(delivery);
        if (_deliveries.Count > MostDeliveries)
            _deliveries.RemoveRange(0, MostDeliveries / 2);
        _outbox.Enqueue(delivery);
        Queued?.Invoke();
        return delivery;
    }
}
