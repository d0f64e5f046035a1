using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>An entry that was merged, and that the list's crawler dropped soon after: it is proposed again, once.</summary>
internal static class Dropping
{
    public static ImmutableArray<Effect> Next(Facts facts) =>
        [new Save(Going.Anew(facts, "The list's crawler dropped the entry; it is proposed again.") with { Again = facts.Now })];
}
