using System.Collections.Immutable;
using SbiContrib.Core.Decisions;

namespace SbiContrib.Core;

/// <summary>The mind of the program: from what is known of one contribution to what is to be done next.</summary>
public static class Decide
{
    /// <summary>Decides. Called again with the effects' results among the facts, until nothing is left to do.</summary>
    /// <param name="facts">All that is known.</param>
    /// <returns>The effects, in order; none where the world is as it should be.</returns>
    public static ImmutableArray<Effect> Next(Facts facts) => facts switch
    {
        // Nothing can be written to an archived repository: it is looked at again when GitHub says that it changed.
        { Site.Paused: true } => Pausing.Next(facts),
        { Saved: null } => Checking.Next(facts),
        { Saved.State: State.Received or State.Checking or State.NeedsInfo or State.Declined or State.Stuck } => Checking.Next(facts),
        { Saved.State: State.Proposed or State.Approved } => Following.Next(facts),
        // An end is an end: what a person does to the issue afterwards stays the person's.
        _ => [],
    };
}
