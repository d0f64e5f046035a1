using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SbiContrib.Core;
using SbiContrib.Queue;

namespace SbiContrib.Receive;

/// <summary>Translates a delivery of GitHub's: from some two hundred payloads to "look at this". Only where to look is taken from it.</summary>
/// <remarks>https://docs.github.com/en/webhooks/webhook-events-and-payloads</remarks>
internal static class Delivery
{
    /// <summary>What to look at.</summary>
    /// <param name="kind">The header <c>X-GitHub-Event</c>.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="bot">The login of our App, whose own doings wake nobody; null where it isn't known yet: then they wake, and nothing is found to do.</param>
    /// <returns>Nothing where the event means nothing to us or doesn't name its repository.</returns>
    public static ImmutableArray<Look> Looks(string kind, JsonElement payload, string? bot)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            return [];
        // A message with an id below zero couldn't be read again.
        var installation = Math.Max(0, Number(payload, "installation", "id") ?? 0);
        if (kind is "installation" or "installation_repositories")
            return [.. Sites(payload).Distinct().Select(site => new Look(site, installation, null))];
        if (Number(payload, "repository", "id") is not (> 0 and { } repository) || IsOwn(kind, payload, bot))
            return [];
        // What is at its end is looked at too, where somebody opens it again.
        var look = new Look(repository, installation, null) { Said = Text(payload, "action") == "reopened" };
        return kind switch
        {
            "issues" => Issue(look, payload),
            "issue_comment" when Find(payload, "issue", "pull_request") is null => Issue(look with { Said = true }, payload),
            // On a pull request that isn't ours nobody speaks to us. Which contribution it is of, the payload doesn't tell.
            "issue_comment" when bot is null || Text(payload, "issue", "user", "login") is var author && (author is null || author == bot) => Pull(look with { Said = true }, payload),
            "pull_request_review" when Number(payload, "pull_request", "head", "repo", "id") == repository => Branch(look with { Said = true }, Text(payload, "pull_request", "head", "ref")),
            "pull_request" when IsOurs(payload, repository) => Branch(look, Text(payload, "pull_request", "head", "ref")),
            // Where our check is required, it must say of others' pull requests that it has nothing against them.
            "pull_request" when Text(payload, "action") is "opened" or "synchronize" or "reopened" => Others(repository, installation, payload),
            // What our own check came to, we know; somebody may want it anew.
            "check_suite" when bot is null || $"{Text(payload, "check_suite", "app", "slug")}[bot]" != bot => Branch(look, Text(payload, "check_suite", "head_branch")),
            "check_suite" when Text(payload, "action") == Anew => Branch(Checked(look, Text(payload, "check_suite", "head_sha")), Text(payload, "check_suite", "head_branch")),
            "check_run" when Text(payload, "action") == Anew => Branch(Checked(look, Text(payload, "check_run", "head_sha")), Text(payload, "check_run", "check_suite", "head_branch")),
            "merge_group" when Text(payload, "action") == "checks_requested" => Group(look, payload),
            "status" => [.. Items(payload, "branches").Select(branch => Text(branch, "name")).SelectMany(name => Branch(look, name)).Distinct()],
            "push" => Push(look, payload),
            // The ping of a repository's own webhook is the first that is heard of a site without an App.
            "repository" or "ping" => [look],
            _ => [],
        };
    }

    private static bool IsOurs(JsonElement payload, long repository) =>
        Number(payload, "pull_request", "head", "repo", "id") == repository && BranchName.Owner(Text(payload, "pull_request", "head", "ref"), repository) is not null;

    private static ImmutableArray<Look> Others(long site, long installation, JsonElement payload) =>
        Number(payload, "pull_request", "number") is > 0 and <= 999_999_999 and { } number && Text(payload, "pull_request", "head", "sha") is { } sha && Look.IsSha(sha)
            ? [new Look(site, installation, null) { Pull = (int)number, Check = sha }]
            : [];

    private const string Anew = "rerequested";

    private static Look Checked(Look look, string? sha) => sha is not null && Look.IsSha(sha) ? look with { Check = sha } : look;

    // The last pull request of the group is told by the branch that GitHub made: gh-readonly-queue/main/pr-14-…
    private static ImmutableArray<Look> Group(Look look, JsonElement payload)
    {
        var (sha, branch) = (Text(payload, "merge_group", "head_sha"), Text(payload, "merge_group", "head_ref") ?? "");
        var end = branch[(branch.LastIndexOf('/') + 1)..].Split('-');
        return sha is not null && Look.IsSha(sha) && end is ["pr", var digits, ..] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? [look with { Pull = number, Check = sha }]
            : [];
    }

    // By login and kind of account: nobody but GitHub gives a name with "[bot]". A check that ends is told as the doing of who pushed,
    // and a merge of ours moves the main branch under all others.
    private static bool IsOwn(string kind, JsonElement payload, string? bot) =>
        kind is not ("check_suite" or "status") && !(kind == "push" && IsMain(payload)) && bot is not null && Text(payload, "sender", "login") == bot && Text(payload, "sender", "type") == "Bot";

    private static ImmutableArray<Look> Issue(Look look, JsonElement payload) =>
        Number(payload, "issue", "number") is > 0 and <= 999_999_999 and { } number ? [look with { Name = ContributionKey.OfIssue(look.Site, (int)number).Name }] : [];

    private static ImmutableArray<Look> Pull(Look look, JsonElement payload) =>
        Number(payload, "issue", "number") is > 0 and <= 999_999_999 and { } number ? [look with { Pull = (int)number }] : [];

    private static ImmutableArray<Look> Branch(Look look, string? branch) =>
        BranchName.Owner(branch, look.Site) is { } key ? [look with { Name = key.Name }] : [];

    // The default branch moved: open contributions may be in conflict, listed or at their end. However many pushes, one look does.
    private static ImmutableArray<Look> Push(Look look, JsonElement payload) =>
        IsMain(payload) ? [look with { Upkeep = true }] : Branch(look, Text(payload, "ref"));

    private static bool IsMain(JsonElement payload) => Text(payload, "ref") == $"refs/heads/{Text(payload, "repository", "default_branch")}";

    private static IEnumerable<long> Sites(JsonElement payload) =>
        from list in Lists
        from repository in Items(payload, list)
        let id = Number(repository, "id")
        where id > 0
        select id.Value;

    private static readonly string[] Lists = ["repositories", "repositories_added", "repositories_removed"];

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path) =>
        Find(element, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static long? Number(JsonElement element, params ReadOnlySpan<string> path) =>
        Find(element, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;
}
