using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Store;

/// <summary>The entity group transaction that makes a contribution as it was into what it shall be.</summary>
internal static class RowChange
{
    /// <summary>How many operations a transaction may hold.</summary>
    public const int MostOperations = 100;

    /// <summary>The operations, the contribution's own row first.</summary>
    /// <param name="before">As it was read; null where it is new.</param>
    /// <param name="after">As it shall be.</param>
    /// <param name="row">The contribution's own row.</param>
    /// <param name="held">Claims that aren't in <paramref name="before"/> and are known to be ours already.</param>
    public static List<TableTransactionAction> Of(Contribution? before, Contribution after, TableEntity row, ISet<Identifier> held)
    {
        var actions = new List<TableTransactionAction> { Own(before, row) };
        actions.AddRange(Items(before, after));
        actions.AddRange(Past(before, after));
        actions.AddRange(Claims(before, after, held));
        actions.AddRange(Waits(before, after));
        actions.AddRange(Open(before, after));
        actions.AddRange(Merged(before, after));
        return actions;
    }

    /// <summary>The claims that a save adds.</summary>
    public static IEnumerable<Identifier> NewClaims(Contribution? before, Contribution after) => after.Claims.Except(before?.Claims ?? []);

    /// <summary>The first half of a change too large for one transaction: everything as it was, but with the new claims and waits too.</summary>
    public static Contribution Widened(Contribution before, Contribution after) => before with
    {
        Claims = [.. before.Claims.Union(after.Claims)],
        WaitsFor = [.. before.WaitsFor.Union(after.WaitsFor)],
    };

    private static TableTransactionAction Own(Contribution? before, TableEntity row) => Mark.Read(before) is { } mark
        ? new(TableTransactionActionType.UpdateReplace, row, new ETag(mark.ETag))
        : new(TableTransactionActionType.Add, row);

    private static IEnumerable<TableTransactionAction> Items(Contribution? before, Contribution after)
    {
        var old = before?.Items ?? [];
        for (var i = 0; i < after.Items.Length; i++)
        {
            if (i >= old.Length || !Same(old[i], after.Items[i]))
                yield return Put(Rows.Item(after.Key, i, after.Items[i]));
        }
        for (var i = after.Items.Length; i < old.Length; i++)
            yield return Delete(after.Key, Keys.Item(after.Key.Name, i));
    }

    // Two arrays with the same sections are different values to a record.
    private static bool Same(Item one, Item other) =>
        one.Section.AsSpan().SequenceEqual(other.Section.AsSpan()) && one with { Section = [] } == other with { Section = [] };

    private static IEnumerable<TableTransactionAction> Past(Contribution? before, Contribution after)
    {
        for (var i = before?.History.Length ?? 0; i < after.History.Length; i++)
            yield return Add(Rows.Past(after.Key, i, after.History[i]));
    }

    private static IEnumerable<TableTransactionAction> Claims(Contribution? before, Contribution after, ISet<Identifier> held) =>
    [
        .. NewClaims(before, after).Except(held).Select(id => Add(Rows.Claim(after, id))),
        .. (before?.Claims ?? []).Except(after.Claims).Select(id => Delete(after.Key, Keys.Claim(id))),
    ];

    private static IEnumerable<TableTransactionAction> Waits(Contribution? before, Contribution after)
    {
        var old = before?.WaitsFor ?? [];
        return
        [
            .. after.WaitsFor.Except(old).Select(blocker => Put(Rows.Wait(blocker, after.Key))),
            .. old.Except(after.WaitsFor).Select(blocker => Delete(after.Key, Keys.Wait(blocker.Name, after.Key.Name))),
        ];
    }

    private static IEnumerable<TableTransactionAction> Open(Contribution? before, Contribution after)
    {
        var was = before is not null && Moves(before);
        if (!Moves(after))
            return was ? [Delete(after.Key, Keys.Open(after.Key.Name))] : [];
        return was && Rows.Summary(before!) == Rows.Summary(after) ? [] : [Put(Rows.Open(after))];
    }

    // What was merged is watched for a while; what the crawler dropped is watched no more, whatever becomes of it.
    private static IEnumerable<TableTransactionAction> Merged(Contribution? before, Contribution after) => (before?.State, after.State) switch
    {
        (State.Merged, not State.Merged) => [Delete(after.Key, Keys.Watch(after.Key.Name))],
        // A person may be faster than our save of what was proposed.
        (not (null or State.Merged), State.Merged) => after.Again is null && before!.Claims.Length > 0
            ? [Put(Rows.Watch(new(after.Key, before.Claims, after.History[^1].At) { Works = Several(before) })), Put(Rows.Done(after))]
            : [Put(Rows.Done(after))],
        _ => [],
    };

    // The claims stand work by work, each begun by the identifier under which it was sent.
    private static ImmutableArray<ImmutableArray<Identifier>> Several(Contribution merged)
    {
        var starts = merged.Items.Where(item => item.Outcome == Outcome.Good).Select(item => item.Id is { } id ? merged.Claims.IndexOf(id) : -1).Where(at => at >= 0).Distinct().Order().ToArray();
        return starts.Length < 2 ? default : [.. starts.Select((start, place) => merged.Claims[start..(place + 1 < starts.Length ? starts[place + 1] : merged.Claims.Length)])];
    }

    // What rests with nothing due is moved by its own events alone: a push to main need not wake it.
    private static bool Moves(Contribution contribution) => contribution is { Due: not null } && !contribution.State.IsFinal();

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Put(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    private static TableTransactionAction Delete(ContributionKey key, string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(Keys.Partition(key.Site), rowKey), ETag.All);
}
