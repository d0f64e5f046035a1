using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Pushes, checks, statuses, hooks and deliveries.</summary>
internal sealed partial class GitHubJson
{
    /// <summary>Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push (at most 2,048 commits)</summary>
    public void Push(JsonObject payload, Repo repo, Actor actor, string name, string? before, string? after, bool forced)
    {
        var old = before is null ? null : repo.Git.Lookup<Commit>(before);
        var tip = after is null ? null : repo.Git.Lookup<Commit>(after);
        // A new branch tells only of what the default branch doesn't have.
        var known = old ?? (name == "refs/heads/" + repo.DefaultBranch ? null : repo.Tip(repo.DefaultBranch));
        payload["ref"] = name;
        payload["before"] = before ?? GitHubModel.Zeros;
        payload["after"] = after ?? GitHubModel.Zeros;
        payload["pusher"] = new JsonObject { ["name"] = actor.Account.Login, ["email"] = actor.Account.Email };
        payload["created"] = before is null;
        payload["deleted"] = after is null;
        payload["forced"] = forced;
        payload["base_ref"] = null;
        payload["compare"] = $"{Urls.RepoPage(repo)}/compare/{before?[..12]}...{after?[..12]}";
        payload["commits"] = tip is null ? new JsonArray() : Array(repo.Git.Between(known, tip).Take(2048), c => PushedCommit(repo, c));
        payload["head_commit"] = tip is null ? null : PushedCommit(repo, tip);
    }

    private JsonObject PushedCommit(Repo repo, Commit commit)
    {
        using var changes = repo.Git.Diff.Compare<TreeChanges>(commit.Parents.FirstOrDefault()?.Tree, commit.Tree);
        return new JsonObject
        {
            ["id"] = commit.Sha,
            ["tree_id"] = commit.Tree.Sha,
            ["distinct"] = true,
            ["message"] = commit.Message,
            ["timestamp"] = Time(commit.Committer.When),
            ["url"] = $"{Urls.RepoPage(repo)}/commit/{commit.Sha}",
            ["author"] = PushedPerson(commit.Author),
            ["committer"] = PushedPerson(commit.Committer),
            ["added"] = Array(changes.Added.Concat(changes.Renamed), c => c.Path),
            ["removed"] = Array(changes.Deleted.Select(c => c.Path).Concat(changes.Renamed.Select(c => c.OldPath)), p => p),
            ["modified"] = Array(changes.Modified, c => c.Path),
        };
    }

    private JsonObject PushedPerson(Signature signature)
    {
        var json = new JsonObject { ["name"] = signature.Name, ["email"] = signature.Email };
        if (model.ByEmail(signature.Email) is { } account)
            json["username"] = account.Login;
        return json;
    }

    public JsonObject CheckRun(CheckRun run)
    {
        var url = $"{Urls.RepoApi(run.Repo)}/check-runs/{run.Id}";
        return new JsonObject
        {
            ["id"] = run.Id,
            ["head_sha"] = run.HeadSha,
            ["node_id"] = Urls.NodeId("CR", run.Id),
            ["external_id"] = run.ExternalId ?? "",
            ["url"] = url,
            ["html_url"] = $"{Urls.RepoPage(run.Repo)}/runs/{run.Id}",
            ["details_url"] = run.DetailsUrl ?? Urls.Web,
            ["status"] = run.Status,
            ["conclusion"] = run.Conclusion,
            ["started_at"] = Time(run.StartedAt),
            ["completed_at"] = Time(run.CompletedAt),
            ["output"] = new JsonObject
            {
                ["title"] = run.Title,
                ["summary"] = run.Summary,
                ["text"] = run.Text,
                ["annotations_count"] = run.Annotations.Count,
                ["annotations_url"] = url + "/annotations",
            },
            ["name"] = run.Name,
            ["check_suite"] = new JsonObject { ["id"] = model.SuiteOf(run.Repo, run.HeadSha) },
            ["app"] = App(),
            ["pull_requests"] = PullsAt(run.Repo, run.HeadSha),
        };
    }

    public JsonObject Annotation(CheckRun run, CheckAnnotation annotation) => new()
    {
        ["path"] = annotation.Path,
        ["start_line"] = annotation.StartLine,
        ["end_line"] = annotation.EndLine,
        ["start_column"] = null,
        ["end_column"] = null,
        ["annotation_level"] = annotation.Level,
        ["title"] = annotation.Title,
        ["message"] = annotation.Message,
        ["raw_details"] = null,
        ["blob_href"] = $"{Urls.RepoPage(run.Repo)}/blob/{run.HeadSha}/{Urls.Escape(annotation.Path)}",
    };

    public static JsonObject MergeGroup(Pull pull, Commit commit, string branch, string root) => new()
    {
        ["head_sha"] = commit.Sha,
        ["head_ref"] = branch,
        ["base_sha"] = root,
        ["base_ref"] = "refs/heads/" + pull.BaseRef,
        ["head_commit"] = new JsonObject
        {
            ["id"] = commit.Sha,
            ["tree_id"] = commit.Tree.Sha,
            ["message"] = commit.Message,
            ["timestamp"] = Time(commit.Author.When),
            ["author"] = new JsonObject { ["name"] = commit.Author.Name, ["email"] = commit.Author.Email },
            ["committer"] = new JsonObject { ["name"] = commit.Committer.Name, ["email"] = commit.Committer.Email },
        },
    };

    public JsonObject CheckSuite(Repo repo, Commit commit, string? branch, string? before)
    {
        var (id, runs) = (model.SuiteOf(repo, commit.Sha), model.RunsOf(repo, commit.Sha));
        var done = runs.Count > 0 && runs.All(r => r.Status == "completed");
        var url = $"{Urls.RepoApi(repo)}/check-suites/{id}";
        return new JsonObject
        {
            ["id"] = id,
            ["node_id"] = Urls.NodeId("CS", id),
            ["head_branch"] = branch,
            ["head_sha"] = commit.Sha,
            ["status"] = done ? "completed" : "queued",
            ["conclusion"] = !done ? null : runs.Any(r => r.Conclusion is "failure" or "timed_out" or "cancelled" or "action_required") ? "failure" : "success",
            ["url"] = url,
            ["before"] = before ?? GitHubModel.Zeros,
            ["after"] = commit.Sha,
            ["pull_requests"] = PullsAt(repo, commit.Sha),
            ["app"] = App(),
            ["created_at"] = Time(model.Now),
            ["updated_at"] = Time(model.Now),
            ["latest_check_runs_count"] = runs.Count,
            ["check_runs_url"] = url + "/check-runs",
            ["head_commit"] = new JsonObject
            {
                ["id"] = commit.Sha,
                ["tree_id"] = commit.Tree.Sha,
                ["message"] = commit.Message,
                ["timestamp"] = Time(commit.Committer.When),
                ["author"] = new JsonObject { ["name"] = commit.Author.Name, ["email"] = commit.Author.Email },
                ["committer"] = new JsonObject { ["name"] = commit.Committer.Name, ["email"] = commit.Committer.Email },
            },
        };
    }

    private JsonArray PullsAt(Repo repo, string sha) => Array(repo.OpenPulls.Where(p => p.HeadSha == sha), p => new JsonObject
    {
        ["url"] = Urls.PullApi(p),
        ["id"] = p.Id,
        ["number"] = p.Issue.Number,
        ["head"] = ShortEnd(repo, p.HeadRef, p.HeadSha),
        ["base"] = ShortEnd(repo, p.BaseRef, p.BaseSha),
    });

    private JsonObject ShortEnd(Repo repo, string branch, string sha) => new()
    {
        ["ref"] = branch,
        ["sha"] = sha,
        ["repo"] = new JsonObject { ["id"] = repo.Id, ["url"] = Urls.RepoApi(repo), ["name"] = repo.Name },
    };

    public JsonObject Status(CommitStatus status)
    {
        var json = ShortStatus(status);
        json["creator"] = User(status.Creator);
        return json;
    }

    private JsonObject ShortStatus(CommitStatus status) => new()
    {
        ["url"] = $"{Urls.RepoApi(status.Repo)}/statuses/{status.Sha}",
        ["avatar_url"] = $"{Urls.Web}/avatars/u/{status.Creator.Id}",
        ["id"] = status.Id,
        ["node_id"] = Urls.NodeId("SC", status.Id),
        ["state"] = status.State,
        ["description"] = status.Description,
        ["target_url"] = status.TargetUrl,
        ["context"] = status.Context,
        ["created_at"] = Time(status.CreatedAt),
        ["updated_at"] = Time(status.CreatedAt),
    };

    public JsonObject CombinedStatus(Repo repo, string sha)
    {
        var statuses = model.StatusesOf(repo, sha);
        return new JsonObject
        {
            ["state"] = model.CombinedStatus(repo, sha),
            ["statuses"] = Array(statuses, ShortStatus),
            ["sha"] = sha,
            ["total_count"] = statuses.Count,
            ["repository"] = Repository(repo),
            ["commit_url"] = $"{Urls.RepoApi(repo)}/commits/{sha}",
            ["url"] = $"{Urls.RepoApi(repo)}/commits/{sha}/status",
        };
    }

    public void StatusEvent(JsonObject payload, CommitStatus status)
    {
        payload["id"] = status.Id;
        payload["sha"] = status.Sha;
        payload["name"] = status.Repo.FullName;
        payload["target_url"] = status.TargetUrl;
        payload["context"] = status.Context;
        payload["description"] = status.Description;
        payload["state"] = status.State;
        payload["commit"] = Commit(status.Repo, status.Repo.Git.Lookup<Commit>(status.Sha));
        payload["branches"] = Array(GitHubModel.BranchesAt(status.Repo, status.Sha), b => ShortBranch(status.Repo, b, status.Sha));
        payload["created_at"] = Time(status.CreatedAt);
        payload["updated_at"] = Time(status.CreatedAt);
    }

    public JsonObject Hook(Repo repo, RepositoryHook hook) => new()
    {
        ["type"] = "Repository",
        ["id"] = hook.Id,
        ["name"] = "web",
        ["active"] = true,
        ["events"] = new JsonArray("*"),
        ["config"] = HookConfig(hook.Url),
        ["created_at"] = Time(model.Now),
        ["updated_at"] = Time(model.Now),
        ["url"] = $"{Urls.RepoApi(repo)}/hooks/{hook.Id}",
        ["ping_url"] = $"{Urls.RepoApi(repo)}/hooks/{hook.Id}/pings",
        ["test_url"] = $"{Urls.RepoApi(repo)}/hooks/{hook.Id}/test",
        ["deliveries_url"] = $"{Urls.RepoApi(repo)}/hooks/{hook.Id}/deliveries",
        ["last_response"] = new JsonObject { ["code"] = null, ["status"] = "unused", ["message"] = null },
    };

    public JsonObject AppHook() => new()
    {
        ["type"] = "App",
        ["id"] = model.Options.AppId,
        ["name"] = "web",
        ["active"] = true,
        ["events"] = Events(),
        ["config"] = HookConfig(model.Options.WebhookUrl),
        ["created_at"] = Time(model.Now),
        ["updated_at"] = Time(model.Now),
        ["app_id"] = model.Options.AppId,
    };

    private static JsonObject HookConfig(Uri? url) => new()
    {
        ["content_type"] = "json",
        ["url"] = url?.AbsoluteUri,
        ["insecure_ssl"] = "0",
        ["secret"] = "********",
    };

    /// <summary>A delivery; in full with what was sent and what came back.</summary>
    public static JsonObject Delivery(Delivery delivery, bool full)
    {
        var json = new JsonObject
        {
            ["id"] = delivery.Id,
            ["guid"] = delivery.Guid.ToString(),
            ["delivered_at"] = Time(delivery.DeliveredAt),
            ["redelivery"] = delivery.Redelivery,
            ["duration"] = Math.Round(delivery.Duration.TotalSeconds, 2),
            ["status"] = delivery.Status,
            ["status_code"] = delivery.StatusCode,
            ["event"] = delivery.Event,
            ["action"] = delivery.Action,
            ["installation_id"] = delivery.InstallationId,
            ["repository_id"] = delivery.RepositoryId,
            ["throttled_at"] = null,
        };
        if (!full)
            return json;
        var headers = new JsonObject();
        foreach (var (name, value) in WebhookHeaders.Of(delivery))
            headers[name] = value;
        json["url"] = delivery.Url?.AbsoluteUri ?? "";
        json["request"] = new JsonObject { ["headers"] = headers, ["payload"] = JsonNode.Parse(delivery.Payload) };
        json["response"] = new JsonObject { ["headers"] = new JsonObject(), ["payload"] = delivery.ResponseBody };
        return json;
    }
}
