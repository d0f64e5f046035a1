using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.Store;

/// <summary>What is kept of sites as a whole, and of GitHub's deliveries. A site's partition is a number, so no site can be called like these two.</summary>
public sealed partial class TableStore
{
    private const string SitesPartition = "sites", DeliveriesPartition = "deliveries";

    /// <summary>As many as show what the wait is lately, whatever was once.</summary>
    private const int LastWaits = 20;

    /// <inheritdoc/>
    public IAsyncEnumerable<Watch> Watched(long site, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(Range(site, Keys.WatchPrefix), cancellationToken: cancellation).Select(Body.Read<Watch>);

    /// <inheritdoc/>
    public async Task<Watch?> Watch(ContributionKey key, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(key.Site), Keys.Watch(key.Name), cancellationToken: cancellation);
        return row.HasValue ? Body.Read<Watch>(row.Value!) : null;
    }

    /// <inheritdoc/>
    public Task SaveWatch(ContributionKey key, Watch? next, CancellationToken cancellation) => next is null
        ? table.DeleteEntityAsync(Keys.Partition(key.Site), Keys.Watch(key.Name), ETag.All, cancellation)
        : table.UpsertEntityAsync(Rows.Watch(next), TableUpdateMode.Replace, cancellation);

    /// <inheritdoc/>
    public async Task<ImmutableArray<TimeSpan>> Waits(long site, CancellationToken cancellation)
    {
        var rows = table.QueryAsync<TableEntity>(Range(site, Keys.DonePrefix), LastWaits, ["Minutes"], cancellation);
        return [.. await rows.Take(LastWaits).Select(row => TimeSpan.FromMinutes(row.GetDouble("Minutes") ?? 0)).ToListAsync(cancellation)];
    }

    /// <inheritdoc/>
    public Task PlanSite(long site, long installation, DateTimeOffset next, CancellationToken cancellation) => table.UpsertEntityAsync(
        new TableEntity(SitesPartition, site.ToString(CultureInfo.InvariantCulture)) { ["Site"] = site, ["Installation"] = installation, ["Next"] = next.ToUniversalTime() },
        TableUpdateMode.Replace,
        cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<(long Site, long Installation)> PlannedSites(DateTimeOffset now, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {SitesPartition} and Next le {now.ToUniversalTime()}"), cancellationToken: cancellation)
            .Select(row => (row.GetInt64("Site") ?? 0, row.GetInt64("Installation") ?? 0));

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> Redelivered(CancellationToken cancellation)
    {
        var rows = table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {DeliveriesPartition}"), select: ["RowKey"], cancellationToken: cancellation);
        return await rows.Select(row => Guid.ParseExact(row.RowKey[^32..], "N")).ToHashSetAsync(cancellationToken: cancellation);
    }

    /// <inheritdoc/>
    public async Task Redeliver(Guid delivery, DateTimeOffset at, DateTimeOffset forget, CancellationToken cancellation)
    {
        await table.UpsertEntityAsync(new TableEntity(DeliveriesPartition, $"{Keys.DueAt(at)}_{delivery:N}"), TableUpdateMode.Replace, cancellation);
        var old = TableClient.CreateQueryFilter($"PartitionKey eq {DeliveriesPartition} and RowKey lt {Keys.DueAt(forget)}");
        await foreach (var row in table.QueryAsync<TableEntity>(old, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            await table.DeleteEntityAsync(DeliveriesPartition, row.RowKey, ETag.All, cancellation);
    }
}
