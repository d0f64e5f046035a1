using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using SbiContrib.Core;

namespace SbiContrib.Store;

/// <summary>Which contributions to look at when: a table of one partition, in order of time, over all sites.</summary>
/// <remarks>
/// <para>The index stands in another partition than the contribution, so no transaction covers both. The truth is the
/// contribution's own row: it names the one row of the index by which it goes. A row of the index belongs to one save (its key
/// ends with the save's id), is written once, and means something only while the contribution names it.</para>
/// <para>A save that changes the due time does, in this order:
/// (1) write its new row of the index; (2) commit the transaction, which makes the contribution name it; (3) delete the row that
/// the contribution named before. A crash before 2 leaves a row that nobody names, and the contribution still goes by its old
/// one. A crash before 3 leaves the old row, which nobody names any more. At no moment does a contribution name a row that isn't there.</para>
/// <para>A row that nobody names is removed when its time comes, never while its save could still commit: first the contribution's
/// row is touched, guarded by its ETag. The save read the contribution before it wrote its row of the index, so before the touch,
/// and its commit can only fail from then on. Where the contribution doesn't exist yet there is nothing to touch, and the row is
/// left for a day, longer than any request lives.</para>
/// <para>A row that was handed out is left too: the next save of the contribution deletes it. Until then it comes again after
/// ten minutes, then twenty, and so on, at most every six hours, so that an outage doesn't fill the queue.</para>
/// </remarks>
internal sealed class DueIndex(TableClient index, TableClient contributions)
{
    private const string Partition = "due";
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstAgain = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LastAgain = TimeSpan.FromHours(6);

    /// <summary>Step 1.</summary>
    /// <returns>The key of the new row.</returns>
    public async Task<string> Add(Contribution of, DateTimeOffset due, string save, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, Keys.Due(due, of.Key, save))
        {
            ["Schema"] = Body.Schema,
            ["Site"] = of.Key.Site,
            ["Name"] = of.Key.Name,
            ["Installation"] = of.Installation,
            ["Due"] = due.ToUniversalTime(),
            ["Again"] = due.ToUniversalTime(),
        };
        await index.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        return row.RowKey;
    }

    /// <summary>Step 3, and the way back where step 2 was refused.</summary>
    public Task Remove(string row, CancellationToken cancellation) => index.DeleteEntityAsync(Partition, row, ETag.All, cancellation);

    /// <summary>What is overdue, oldest first. A contribution counts as woken when the next one is asked for.</summary>
    public async IAsyncEnumerable<DueContribution> Overdue(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey lt {Keys.DueAt(now.AddTicks(1))} and Again le {now.ToUniversalTime()}");
        await foreach (var row in index.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            // One that another version of the program wrote is its business, and hides none behind it.
            if (row.GetInt64("Site") is not ({ } site and > 0) || row.GetString("Name") is not { } name || !ContributionKey.IsName(name))
                continue;
            var key = new ContributionKey(site, name);
            var named = await contributions.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(key.Site), Keys.Contribution(key.Name), cancellationToken: cancellation);
            if (named.HasValue && named.Value!.GetString("DueRow") == row.RowKey)
            {
                yield return new DueContribution(key, row.GetInt64("Installation")!.Value, row.GetDateTimeOffset("Due")!.Value);
                await Postpone(row, now, cancellation);
            }
            else
            {
                await Sweep(row, named.HasValue ? named.Value : null, now, cancellation);
            }
        }
    }

    private async Task Postpone(TableEntity row, DateTimeOffset now, CancellationToken cancellation)
    {
        var woken = row.GetInt32("Woken") ?? 0;
        var pause = woken < 6 ? FirstAgain * (1 << woken) : LastAgain;
        var change = new TableEntity(Partition, row.RowKey) { ["Again"] = (now + pause).ToUniversalTime(), ["Woken"] = woken + 1 };
        try
        {
            await index.UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // The contribution was looked at and saved already.
        }
    }

    private async Task Sweep(TableEntity row, TableEntity? contribution, DateTimeOffset now, CancellationToken cancellation)
    {
        if (contribution is null && !(now - row.Timestamp > OrphanAge))
            return;
        if (contribution is not null && !await Touch(contribution, now, cancellation))
            return;
        await Remove(row.RowKey, cancellation);
    }

    // Merge leaves the rest of the row as it is, the id of its last save above all.
    private async Task<bool> Touch(TableEntity contribution, DateTimeOffset now, CancellationToken cancellation)
    {
        var change = new TableEntity(contribution.PartitionKey, contribution.RowKey) { ["Touched"] = now.ToUniversalTime() };
        try
        {
            await contributions.UpdateEntityAsync(change, contribution.ETag, TableUpdateMode.Merge, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false; // Somebody saved it: perhaps this very row is named now. The next round will tell.
        }
    }
}
