using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.Store;

/// <summary>Contributions in Azure Table Storage: all rows of a site in one partition, and an index of what is due.</summary>
/// <remarks><c>docs/storage.md</c> has the rows, the reasons and the limits.</remarks>
public sealed partial class TableStore : IStore
{
    private readonly TableClient table;
    private readonly TableClient index;
    private readonly DueIndex due;
    private readonly ILogger<TableStore> log;

    /// <summary>A store in a storage account.</summary>
    /// <param name="tables">The account's tables.</param>
    /// <param name="log">Where to tell what didn't stop a save.</param>
    /// <param name="prefix">Letters before the tables' names, for programs that share an account.</param>
    public TableStore(TableServiceClient tables, ILogger<TableStore> log, string prefix = "")
    {
        table = tables.GetTableClient(prefix + "contributions");
        index = tables.GetTableClient(prefix + "due");
        due = new DueIndex(index, table);
        this.log = log;
    }

    /// <summary>Creates the tables that are missing. Any number of processes may do so at once.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>When they are there.</returns>
    public async Task Prepare(CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        await index.CreateIfNotExistsAsync(cancellation);
    }

    private const int MostProposed = 500;

    /// <inheritdoc/>
    public async Task<Contribution?> Find(ContributionKey key, CancellationToken cancellation)
    {
        while (true)
        {
            var prefix = Keys.Prefix(key.Name);
            var pages = table.QueryAsync<TableEntity>(Range(key.Site, prefix), cancellationToken: cancellation).AsPages();
            var rows = new List<TableEntity>();
            var count = 0;
            await foreach (var page in pages)
            {
                rows.AddRange(page.Values);
                count++;
            }
            // One page is one moment. Where there were more, they are of one moment if the first row is still the same.
            if (rows.Count == 0 || count == 1 || (await Own(key, cancellation))?.ETag == rows[0].ETag)
                return Read(key, rows);
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Claim>> Claims(long site, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellation)
    {
        // Point reads: a filter that names several row keys reads the whole partition.
        using var gate = new SemaphoreSlim(8);
        var claims = await Task.WhenAll(identifiers.Distinct().Select(id => Claim(site, id, gate, cancellation)));
        return [.. claims.OfType<Claim>()];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Claim>> Proposed(long site, CancellationToken cancellation)
    {
        var titled = table.QueryAsync<TableEntity>($"{Range(site, Keys.ClaimPrefix)} and Titled eq true", cancellationToken: cancellation);
        return [.. await titled.Take(MostProposed).Select(Body.Read<Claim>).ToListAsync(cancellation)];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ContributionKey>> Waiters(ContributionKey key, CancellationToken cancellation) =>
        [.. await Names(key.Site, Keys.WaitPrefix(key.Name), cancellation).ToListAsync(cancellation)];

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenContribution> Open(long site, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(Range(site, Keys.OpenPrefix), cancellationToken: cancellation).Select(row => Summary(site, row));

    // A row that an older program wrote has nothing but its key.
    private static OpenContribution Summary(long site, TableEntity row) => row.GetString("Body") is null
        ? new(new(site, row.RowKey[Keys.OpenPrefix.Length..]), State.Received, null, row.Timestamp ?? default)
        : Body.Read<OpenContribution>(row);

    /// <inheritdoc/>
    public IAsyncEnumerable<Claim> Claimed(long site, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(Range(site, Keys.ClaimPrefix), cancellationToken: cancellation).Select(Body.Read<Claim>);

    /// <inheritdoc/>
    public async Task<SiteUpkeep?> Upkeep(long site, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(site), Keys.Upkeep, cancellationToken: cancellation);
        return row.HasValue ? Body.Read<SiteUpkeep>(row.Value!) : null;
    }

    /// <inheritdoc/>
    public Task SaveUpkeep(long site, SiteUpkeep kept, CancellationToken cancellation) =>
        table.UpsertEntityAsync(Rows.Upkeep(site, kept), TableUpdateMode.Replace, cancellation);

    /// <inheritdoc/>
    /// <remarks>What was handed out comes again after ten minutes, then twenty, …, until it is saved with another due time; it counts as handed out when the next is asked for.</remarks>
    public IAsyncEnumerable<DueContribution> Overdue(DateTimeOffset now, CancellationToken cancellation) => due.Overdue(now, cancellation);

    /// <inheritdoc/>
    public async Task<SiteRecord?> Site(long site, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(site), Keys.Site, cancellationToken: cancellation);
        return row.HasValue ? Body.Read<SiteRecord>(row.Value!) : null;
    }

    /// <inheritdoc/>
    public Task SaveSite(SiteRecord site, CancellationToken cancellation) =>
        table.UpsertEntityAsync(Rows.Site(site), TableUpdateMode.Replace, cancellation);

    private static Contribution? Read(ContributionKey key, List<TableEntity> rows)
    {
        // Rows without the first one can't be: one transaction writes them.
        if (rows.Count == 0)
            return null;
        var items = rows.Where(r => Keys.Kind(r.RowKey, key.Name).StartsWith("item-")).Select(Body.Read<Item>);
        var past = rows.Where(r => Keys.Kind(r.RowKey, key.Name).StartsWith("past-")).Select(Body.Read<HistoryEntry>);
        return Body.Read<Contribution>(rows[0]) with { Items = [.. items], History = [.. past], ETag = Mark.Of(rows[0]).ToString() };
    }

    private async Task<TableEntity?> Own(ContributionKey key, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(key.Site), Keys.Contribution(key.Name), cancellationToken: cancellation);
        return row.HasValue ? row.Value : null;
    }

    private async Task<Claim?> Claim(long site, Identifier id, SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(site), Keys.Claim(id), cancellationToken: cancellation);
            return row.HasValue ? Body.Read<Claim>(row.Value!) : null;
        }
        finally
        {
            gate.Release();
        }
    }

    private async IAsyncEnumerable<ContributionKey> Names(long site, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(Range(site, prefix), select: ["RowKey"], cancellationToken: cancellation))
            yield return new ContributionKey(site, row.RowKey[prefix.Length..]);
    }

    private static string Range(long site, string prefix) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Partition(site)} and RowKey ge {prefix} and RowKey lt {Keys.Behind(prefix)}");
}
