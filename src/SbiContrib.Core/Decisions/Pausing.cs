using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>A site to which nothing can be written.</summary>
internal static class Pausing
{
    public static ImmutableArray<Effect> Next(Facts facts) =>
        facts.Saved is { } saved && saved.Due <= facts.Now ? [new Save(saved with { Due = facts.Now + Settling.Rest })] : [];
}
