using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>Who was declined for the sake of this contribution is looked at again once its claims are free.</summary>
internal static class Waking
{
    /// <summary>Adds the waking, behind the save: woken before it, they would find the claims still held.</summary>
    public static ImmutableArray<Effect> With(Facts facts, ImmutableArray<Effect> effects)
    {
        if (facts.Waiters.IsEmpty || facts.Saved is not { } saved)
            return effects;
        var frees = effects is [.., Save save] && saved.Claims.Except(save.Contribution.Claims).Any();
        // Where a crash came between the save and the waking, the next look finds them waiting for nothing.
        var forgotten = effects.IsEmpty && saved.Claims.IsEmpty;
        return frees || forgotten ? effects.Add(new Wake(facts.Waiters)) : effects;
    }
}
