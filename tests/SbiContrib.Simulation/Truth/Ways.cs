using SbiContrib.Core;

namespace SbiContrib.Simulation.Truth;

/// <summary>The ways from state to state that there are, and what is never forgotten on them.</summary>
internal static class Ways
{
    private static readonly State[] ByPeople = [State.Rejected, State.Withdrawn];

    private static readonly Dictionary<State, State[]> There = new()
    {
        [State.Received] = [State.Checking, State.NeedsInfo, State.Declined, .. ByPeople, State.Stuck],
        [State.Checking] = [State.NeedsInfo, State.Declined, State.Proposed, State.Merged, State.Superseded, .. ByPeople, State.Stuck],
        [State.NeedsInfo] = [State.Checking, State.Declined, .. ByPeople, State.Stuck],
        [State.Declined] = [State.Checking, State.NeedsInfo, .. ByPeople, State.Stuck],
        // Back to checking goes what needs another pull request, or has nothing to propose any more; what another program closed or merged elsewhere rests until a person says what shall be.
        [State.Proposed] = [State.Approved, State.Merged, State.Superseded, State.Checking, State.NeedsInfo, .. ByPeople, State.Stuck],
        // An approval that holds no longer.
        [State.Approved] = [State.Proposed, State.Merged, State.Superseded, State.Checking, State.NeedsInfo, .. ByPeople, State.Stuck],
        // Whatever it was is looked at anew.
        [State.Stuck] = [State.Checking, State.NeedsInfo, State.Declined, State.Merged, State.Superseded, .. ByPeople],
        // The one way back: the list's crawler, or whoever rewrote main, dropped what was merged, and that once.
        [State.Merged] = [State.Checking],
        // And what a person opened again.
        [State.Rejected] = [State.Checking],
        [State.Withdrawn] = [State.Checking],
        [State.Superseded] = [],
    };

    /// <summary>What went backwards from one save to the next.</summary>
    /// <param name="before">What was saved before; null where nothing was.</param>
    /// <param name="now">What is saved now.</param>
    /// <param name="isReopened">A person opened its issue or its pull request again.</param>
    public static IEnumerable<string> Wrongs(Contribution? before, Contribution now, bool isReopened)
    {
        if (before is null)
            return now.State is State.Received or State.Checking or State.NeedsInfo or State.Declined or State.Stuck ? [] : [$"{now.Key} began as {now.State.Word()}"];
        return [.. Step(before, now, isReopened), .. Memory(before, now)];
    }

    private static IEnumerable<string> Step(Contribution before, Contribution now, bool isReopened)
    {
        var goes = now.State == before.State || (There[before.State].Contains(now.State) && (before.State != State.Merged || (before.Again is null && now.Again is not null)) && (isReopened || !ByPeople.Contains(before.State)));
        if (!goes)
            yield return $"{now.Key} went from {before.State.Word()} to {now.State.Word()}";
    }

    private static IEnumerable<string> Memory(Contribution before, Contribution now)
    {
        if (now.Attempt < before.Attempt)
            yield return $"{now.Key} went back from attempt {before.Attempt} to {now.Attempt}";
        if (now.Attempt == before.Attempt && before.Pull is { } pull && now.Pull != pull)
            yield return $"{now.Key} had #{pull}, and of the same attempt #{now.Pull}";
        if (!now.Taken.Take(before.Taken.Length).SequenceEqual(before.Taken) || now.Taken.Distinct().Count() != now.Taken.Length)
            yield return $"{now.Key} took {string.Join(", ", before.Taken)}, and then {string.Join(", ", now.Taken)}";
        if (!now.Edits.Take(before.Edits.Length).SequenceEqual(before.Edits))
            yield return $"{now.Key} forgot what was said: {string.Join(", ", before.Edits.Except(now.Edits))}";
        if (before.Again is not null && now.Again != before.Again)
            yield return $"{now.Key} was taken up again at {before.Again}, and at {now.Again}";
        if (before.Form?.Withdrawn == true && now.Form?.Withdrawn != true)
            yield return $"{now.Key} was taken back by its owner, and isn't any more";
        if (before.Undo is { } undo && (now.Undo is null || now.Undo.Attempt < undo.Attempt || (now.Undo.Attempt == undo.Attempt && undo.Done && !now.Undo.Done)))
            yield return $"{now.Key} forgot its undoing";
    }
}
