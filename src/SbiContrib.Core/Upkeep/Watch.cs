using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Rules;

namespace SbiContrib.Core.Upkeep;

/// <summary>An entry that came into the list a short while ago: should the list's crawler drop it, it is proposed again.</summary>
/// <param name="Key">The contribution that brought it.</param>
/// <param name="Ids">By which it is found in the list.</param>
/// <param name="Since">When it was merged.</param>
/// <param name="Runs">How many runs of the crawler it has outlived.</param>
/// <param name="Dropped">The crawler dropped it.</param>
/// <param name="Seen">It stood in the list at a look since.</param>
public sealed record Watch(ContributionKey Key, ImmutableArray<Identifier> Ids, DateTimeOffset Since, int Runs = 0, bool Dropped = false, bool Seen = false)
{
    /// <summary>The identifiers of each work, where it brought several: each must stand in the list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<ImmutableArray<Identifier>> Works { get; init; }

    /// <summary>Whether the lists have all that it brought.</summary>
    /// <param name="lists">The site's lists.</param>
    /// <returns>False where one of several works is gone.</returns>
    public bool Stands(SiteLists lists) => Works.IsDefaultOrEmpty ? lists.Have(Ids) : Works.All(lists.Have);
}

/// <summary>How main came from where it was to where it is.</summary>
/// <param name="Rewritten">What it held before isn't in its history any more.</param>
/// <param name="By">The logins of who wrote the commits in between.</param>
public sealed record MoveFacts(bool Rewritten, ImmutableArray<string> By);
