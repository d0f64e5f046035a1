using System.Security.Cryptography;

namespace SbiContrib.Local.GitHub;

/// <summary>What a <see cref="GitHubModel"/> needs to know before it starts.</summary>
internal sealed record GitHubModelOptions
{
    /// <summary>An empty or absent folder that gets one bare repository each; put it on /dev/shm for speed.</summary>
    public required string Folder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the web pages and git are; the API is under <c>/api/v3</c> of it, as on GitHub Enterprise Server.</summary>
    public Uri WebAddress { get; set; } = new("http://127.0.0.1/");

    public long AppId { get; init; } = 1001;

    public string AppSlug { get; set; } = "sbi-contrib";

    /// <summary>The public half of the app's key; without it no app can sign in.</summary>
    public RSA? AppKey { get; init; }

    /// <summary>The app's webhook; without it deliveries are recorded and go nowhere.</summary>
    public Uri? WebhookUrl { get; set; }

    public string WebhookSecret { get; init; } = "";

    /// <summary>What an installation may do. Source: https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps</summary>
    public IReadOnlyDictionary<string, string> AppPermissions { get; init; } = new Dictionary<string, string>
    {
        ["metadata"] = "read",
        ["contents"] = "write",
        ["issues"] = "write",
        ["pull_requests"] = "write",
        ["checks"] = "write",
        ["statuses"] = "write",
    };

    /// <summary>
    /// Whether <c>mergeable</c> is null at the first question after a change, as on GitHub, and then known after <see cref="MergeabilityTakes"/>.
    /// Source: https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests
    /// </summary>
    public bool LazyMergeability { get; init; } = true;

    public TimeSpan MergeabilityTakes { get; init; } = TimeSpan.Zero;

    /// <summary>Whether deliveries carry their whole payload, or only what says where to look: a simulation is faster so.</summary>
    public bool Payloads { get; init; } = true;

    /// <summary>Whether git's objects are kept in memory: faster, and gone with the model. No git client can clone them.</summary>
    public bool InMemory { get; init; }

    /// <summary>Seeds the ids of deliveries and the tokens; the same seed gives the same ids. Null: unguessable.</summary>
    public int? Seed { get; init; }
}
