using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Upkeep;

/// <summary>An entry that came into the list a short while ago: should the list's crawler drop it, it is proposed again.</summary>
/// <param name="Key">The contribution that brought it.</param>
/// <param name="Ids">By which it is found in the list.</param>
/// <param name="Since">When it was merged.</param>
/// <param name="Runs">How many runs of the crawler it has outlived.</param>
/// <param name="Dropped">The crawler dropped it.</param>
/// <param name="Seen">It stood in the list at a look since.</param>
public sealed record Watch(ContributionKey Key, ImmutableArray<Identifier> Ids, DateTimeOffset Since, int Runs = 0, bool Dropped = false, bool Seen = false);

/// <summary>How main came from where it was to where it is.</summary>
/// <param name="Rewritten">What it held before isn't in its history any more.</param>
/// <param name="By">The logins of who wrote the commits in between.</param>
public sealed record MoveFacts(bool Rewritten, ImmutableArray<string> By);
