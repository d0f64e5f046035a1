using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>An entry that was merged, and that the list's crawler dropped soon after: it is proposed again, once.</summary>
internal static class Dropping
{
    public static ImmutableArray<Effect> Next(Facts facts)
    {
        var saved = facts.Saved!;
        return
        [
            new Save(saved with
            {
                State = State.Checking,
                Again = facts.Now,
                Attempt = saved.Attempt + 1,
                Pull = null,
                Head = null,
                Proposed = null,
                Approval = null,
                Tries = 0,
                Due = facts.Now + TimeSpan.FromMinutes(10),
                History = saved.History.Add(new(facts.Now, State.Checking, "The list's crawler dropped the entry; it is proposed again.")),
            }),
        ];
    }
}
