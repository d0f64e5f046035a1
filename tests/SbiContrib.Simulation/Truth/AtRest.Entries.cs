using SbiContrib.Core;
using SbiContrib.Core.Submissions;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.Truth;

/// <summary>What is accepted stands in the list, as often as it was asked for.</summary>
internal sealed partial class AtRest
{
    private const int RunsWatched = 2;

    private IReadOnlyList<MainMove> Moves => watch.Ledger!.Moves;

    // What a merge of ours brought stands, unless a person took it out or the crawler did so later than it is watched; and no merge of ours takes out another's.
    private IEnumerable<(Law, string)> Stands()
    {
        for (var at = 0; at < Moves.Count; at++)
            if (watch.Ledger!.By(Moves[at]) is { } key)
                foreach (var work in Enumerable.Range(0, Works.Count))
                    if (Moves[at].Drops(work) && !IsUndo(Moves[at]))
                        yield return (Law.EntryStands, $"#{Moves[at].Merged!.Issue.Number} of {key} took out work {work + 1}");
                    else if (Moves[at].Adds(work) && IsLost(at, work, watch.Saved[key]))
                        yield return (Law.EntryStands, $"{key} brought work {work + 1} with #{Moves[at].Merged!.Issue.Number}, the crawler dropped it, and {key} is {watch.Saved[key].State.Word()}");
    }

    private static bool IsUndo(MainMove move) => move.Merged!.Issue.Title.StartsWith("Take out what #", StringComparison.Ordinal);

    // Whoever takes one of several out has taken them into the own hands.
    private bool IsLost(int at, int work, Contribution saved)
    {
        var later = Moves.Skip(at + 1).ToArray();
        var gone = Array.FindLastIndex(later, move => move.Drops(work));
        if (Moves[^1].After[work] > 0 || later[gone].Run is null || later.Take(gone + 1).Count(move => move.Run is not null) > RunsWatched)
            return false;
        var byPeople = later.Take(gone).Any(move => move.Run is null && Enumerable.Range(0, Works.Count).Any(other => move.Drops(other) && Moves[at].Adds(other)));
        return !byPeople && saved is { State: State.Merged, Again: null, Undo: null };
    }

    private IEnumerable<(Law, string)> Twice(int work)
    {
        var byHand = Moves.Where(move => move.Adds(work) && watch.Ledger!.By(move) is null).Sum(move => move.After[work] - move.Before[work]);
        var wanted = Moves.Where(move => move.Adds(work)).Select(move => watch.Ledger!.By(move)).OfType<ContributionKey>().Distinct().Sum(key => Wanted(watch.Saved[key], work));
        if (Works.Times(scene.Main(), work) is var times && times > 1 + byHand + wanted)
            yield return (Law.EntryOnce, $"work {work + 1} stands in the list {times} times; {byHand} by hand, and {wanted} were asked for besides the one");
    }

    // How many a contribution may bring besides the one: a further section each, and one that a maintainer accepted as no duplicate.
    private static int Wanted(Contribution saved, int work)
    {
        var edits = saved.Edits.Where(edit => Works.In($"- [x]({edit.Link})").Contains(work)).ToArray();
        return edits.Where(edit => edit.Kind == EditKind.Also).Select(edit => edit.Value).Distinct().Count() + (edits.Any(edit => edit.Kind == EditKind.Distinct) ? 1 : 0);
    }

    private IEnumerable<(Law, string)> Barred(Contribution saved)
    {
        // A form is taken before anything is looked at.
        var came = saved.Key.Issue is { } number ? Site.Issues[number].CreatedAt : saved.Received;
        foreach (var work in Good(saved))
            if (crowd.Barred.TryGetValue(work, out var since) && since < came)
                yield return (Law.Barred, $"{saved.Key} came when work {work + 1} was left out, and is {saved.State.Word()}");
    }

    private static HashSet<int> Good(Contribution saved) =>
        [.. saved.Items.Where(item => item.Outcome == Outcome.Good).SelectMany(item => Works.In($"- [x](https://x/{item.Id!.Value.Value})"))];

    // Which works stand where, by what is shown and by what is written.
    private static HashSet<(int Work, string Section)> Placed(Contribution saved) =>
        [.. saved.Items.Where(item => item.Outcome == Outcome.Good).SelectMany(item => Works.In($"- [x](https://x/{item.Id!.Value.Value})").Select(work => (work, string.Join(" / ", item.Section))))];

    private static HashSet<(int Work, string Section)> Placed(HashSet<ChangedLine> lines) =>
        [.. lines.Where(line => line.Adds && line.Path == Scene.List).SelectMany(line => Works.In(line.Text).Select(work => (work, line.Section)))];
}
