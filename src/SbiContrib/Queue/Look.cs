using System.Text.Json.Serialization;
using SbiContrib.Core;

namespace SbiContrib.Queue;

/// <summary>"Look at this": all that a message says.</summary>
/// <param name="Site">The repository's id.</param>
/// <param name="Installation">The installation through which the site is reached; 0 where a token is used.</param>
/// <param name="Name">The contribution's name in the site, or null for the site as a whole.</param>
/// <param name="Tries">How many times in a row it was "not now": each wait is longer than the last.</param>
/// <param name="Upkeep">It can wait until people's own doings are done.</param>
/// <param name="Planned">The time for which a look at a whole site was planned: others before it are left to it.</param>
public sealed record Look(
    long Site,
    long Installation,
    string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Tries = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Upkeep = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] DateTimeOffset? Planned = null)
{
    /// <summary>Somebody said something there. A hint alone: with it, a contribution at its end is looked at too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Said { get; init; }

    /// <summary>Since when it is "not now".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many times in a row it was given up before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int GivenUp { get; init; }

    /// <summary>The timer woke it, and does so again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Woken { get; init; }

    /// <summary>The pull request whose contribution is meant, where only GitHub knows which that is.</summary>
    public int? Pull { get; init; }

    /// <summary>The commit at which GitHub asks for our check: anew, or of the group in its merge queue that <see cref="Pull"/> ends.</summary>
    public string? Check { get; init; }

    /// <summary>Whether a text is a commit's hash.</summary>
    /// <param name="text">A text from outside.</param>
    /// <returns>True for the hexadecimal digits of SHA-1 or SHA-256.</returns>
    public static bool IsSha(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>What GitHub asks for, besides a look.</summary>
    /// <returns>The check; null where it asks for none.</returns>
    public CheckAsked? Asked() => Check is { } sha ? new(sha, Pull is not null) : null;

    /// <summary>A message about a contribution.</summary>
    /// <param name="key">The contribution.</param>
    /// <param name="installation">The installation through which its site is reached.</param>
    /// <returns>The message.</returns>
    public static Look At(ContributionKey key, long installation) => new(key.Site, installation, key.Name);

    /// <summary>The contribution, or null where the message is about the whole site.</summary>
    /// <returns>The key.</returns>
    public ContributionKey? Contribution() => Name is null ? null : new ContributionKey(Site, Name);
}
