using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>A pull request that was merged as it stood before its contributor's last edit came to it: what was edited goes on in another.</summary>
internal static class Going
{
    /// <summary>Begins the next attempt; null where what was merged is what was meant, or what people made of it.</summary>
    public static ImmutableArray<Effect>? On(Facts facts, PullFacts merged)
    {
        var saved = facts.Saved!;
        if (saved.Proposed is null || merged.HeadEntries is not { } entries || entries == saved.Proposed || saved.Pull is null)
            return null;
        return [new DeleteBranch(saved.Branch), new Save(Anew(facts, $"#{merged.Number} was merged as it was before the last edit; what was edited goes on."))];
    }

    /// <summary>The contribution at the beginning of its next attempt.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="words">Why there is another.</param>
    public static Contribution Anew(Facts facts, string words) => facts.Saved! with
    {
        State = State.Checking,
        Attempt = facts.Saved.Attempt + 1,
        Pull = null,
        Head = null,
        Proposed = null,
        Approval = null,
        Notice = null,
        Tries = 0,
        Due = facts.Now + TimeSpan.FromMinutes(10),
        History = facts.Saved.History.Add(new(facts.Now, State.Checking, words)),
    };
}
