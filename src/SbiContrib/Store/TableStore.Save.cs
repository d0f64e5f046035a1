using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Store;

public sealed partial class TableStore
{
    /// <summary>Names a save as no other; a simulation, which must replay, counts.</summary>
    internal Func<string> NewSave { get; init; } = () => Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    /// <exception cref="TooLargeToSaveException">It holds more than the service takes: more than 1 MiB in a row, or more than 100 changed rows.</exception>
    /// <exception cref="ArgumentException">The two aren't the same contribution, the history was rewritten, or it waits for another site's.</exception>
    public async Task<Contribution> Save(Contribution? before, Contribution after, CancellationToken cancellation)
    {
        Check(before, after);
        // Where nearly every claim changes, the new ones come first, in a transaction of their own: a crash between the two leaves
        // the contribution as it was, with claims too many and none too few, and its next round saves again.
        if (before is not null && RowChange.Of(before, after, new TableEntity(), ImmutableHashSet<Identifier>.Empty).Count > RowChange.MostOperations)
            before = await Commit(before, RowChange.Widened(before, after), cancellation);
        return await Commit(before, after, cancellation);
    }

    private static void Check(Contribution? before, Contribution after)
    {
        if (before is not null && before.Key != after.Key)
            throw new ArgumentException($"{before.Key} can't become {after.Key}", nameof(after));
        if (before is not null && before.History.Length > after.History.Length)
            throw new ArgumentException($"the history of {after.Key} lost entries", nameof(after));
        if (after.WaitsFor.Any(b => b.Site != after.Key.Site))
            throw new ArgumentException($"{after.Key} waits for a contribution of another site", nameof(after));
    }

    // The three steps of the due index; DueIndex says why in this order.
    private async Task<Contribution> Commit(Contribution? before, Contribution after, CancellationToken cancellation)
    {
        var save = NewSave();
        var old = Mark.Read(before)?.DueRow;
        var keeps = old is not null && before!.Due == after.Due && before.Installation == after.Installation;
        var named = keeps ? old : after.Due is { } at ? Keys.Due(at, after.Key, save) : null;
        var row = Rows.Contribution(after, save, named);
        Limits.Check(after.Key, RowChange.Of(before, after, row, ImmutableHashSet<Identifier>.Empty));

        if (!keeps && after.Due is { } time)
            await due.Add(after, time, save, cancellation);
        var etag = await Transact(before, after, row, cancellation);
        if (!keeps && old is not null)
            await Tidy(old, after.Key);
        return after with { ETag = new Mark(etag, named).ToString() };
    }

    private async Task<string> Transact(Contribution? before, Contribution after, TableEntity row, CancellationToken cancellation)
    {
        var held = new HashSet<Identifier>();
        while (true)
        {
            try
            {
                var answers = await table.SubmitTransactionAsync(RowChange.Of(before, after, row, held), cancellation);
                return answers.Value[0].Headers.ETag!.Value.ToString();
            }
            catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412 && refused.ErrorCode != TableErrorCode.TableNotFound)
            {
                // The answer to a first try may have been lost and this be the answer to the second: then the row is ours.
                var now = await Own(after.Key, cancellation);
                if (now?.GetString("Save") == row.GetString("Save"))
                    return now!.ETag.ToString();
                if (refused.Status == 409 && await FindHeld(before, after, held, cancellation))
                    continue;
                await TakeBack(before, after.Key, row, now);
                throw new SaveConflictException(after.Key, refused);
            }
        }
    }

    // Claims that are ours although the contribution didn't say so: true if that alone can have been what was refused.
    private async Task<bool> FindHeld(Contribution? before, Contribution after, HashSet<Identifier> held, CancellationToken cancellation)
    {
        var claims = await Claims(after.Key.Site, [.. RowChange.NewClaims(before, after).Except(held)], cancellation);
        if (claims.Length == 0 || claims.Any(c => c.By != after.Key))
            return false;
        held.UnionWith(claims.Select(c => c.Id));
        return true;
    }

    // Only where the contribution went on can a late first try of this transaction not commit any more. Else the row is left to the index.
    private async Task TakeBack(Contribution? before, ContributionKey key, TableEntity row, TableEntity? now)
    {
        var mark = Mark.Read(before);
        if (now is not null && now.ETag.ToString() != mark?.ETag && row.GetString("DueRow") is { } named && named != mark?.DueRow)
            await Tidy(named, key);
    }

    // Nobody names the row any more, so that it does no harm; where it can't be deleted now, it is removed when its time comes.
    private async Task Tidy(string row, ContributionKey key)
    {
        try
        {
            await due.Remove(row, CancellationToken.None);
        }
        catch (Exception failed) when (AzureFault.Is(failed))
        {
            LeftDue(log, key, row, failed);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Contribution {Contribution} leaves due row {Row} behind until its time comes")]
    private static partial void LeftDue(ILogger log, ContributionKey contribution, string row, Exception cause);
}
