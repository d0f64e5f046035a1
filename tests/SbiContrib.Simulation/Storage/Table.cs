using Azure;
using Azure.Data.Tables;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation.Storage;

/// <summary>The table service as one process reaches it.</summary>
internal sealed class Tables(Process process, Scheduler scheduler, Troubles troubles, Func<string, Rows> rows) : TableServiceClient
{
    public override TableClient GetTableClient(string tableName) => new Table(process, scheduler, troubles, tableName, rows(tableName));
}

/// <summary>A table as one process reaches it: each request waits for its turn, and may fail or stay without an answer.</summary>
internal sealed class Table(Process process, Scheduler scheduler, Troubles troubles, string name, Rows rows) : TableClient
{
    public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        new Pages<T>(async () => [.. (await Read($"query {name}", () => rows.Where(RowFilter.Of(filter!)))).Cast<T>()]);

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        await Read($"get {name}", () => rows.Find(partitionKey, rowKey)) is { } row
            ? Response.FromValue((T)(ITableEntity)Rows.Copy(row), new PlainAnswer(200, null))
            : new NoAnswer<T>();

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        One(mode == TableUpdateMode.Replace ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.UpsertMerge, entity, default);

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        One(TableTransactionActionType.Add, entity, default);

    public override Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        One(mode == TableUpdateMode.Replace ? TableTransactionActionType.UpdateReplace : TableTransactionActionType.UpdateMerge, entity, ifMatch);

    /// <remarks>A row that isn't there is no fault to the client.</remarks>
    public override async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        try
        {
            return await One(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ifMatch);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new PlainAnswer(404, null);
        }
    }

    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions.ToList();
        var etags = await Write($"save {actions[0].Entity.RowKey}", actions);
        return Response.FromValue<IReadOnlyList<Response>>([.. etags.Select(etag => new PlainAnswer(204, etag))], new PlainAnswer(202, null));
    }

    private async Task<Response> One(TableTransactionActionType type, ITableEntity entity, ETag match) =>
        new PlainAnswer(204, (await Write($"{type} {name}", [new TableTransactionAction(type, entity, match)]))[0]);

    private Task<T> Read<T>(string what, Func<T> read) =>
        scheduler.Request(process, what, () => troubles.Strikes(troubles.Climate.Store, "storage failed") ? throw Down() : read());

    private Task<List<string>> Write(string what, IReadOnlyList<TableTransactionAction> actions) => scheduler.Request(process, what, () =>
    {
        switch (troubles.Of(troubles.Climate.Store, troubles.Climate.StoreAfter, "storage"))
        {
            case Fate.Failed:
                throw Down();
            case Fate.Unanswered:
                _ = Change(actions);
                // The client tries again by itself, and meets what its first try did; or gives up.
                return troubles.Chance.Happens(0.5) ? Change(actions) : throw Down();
            default:
                return Change(actions);
        }
    }, changes: true);

    private List<string> Change(IReadOnlyList<TableTransactionAction> actions)
    {
        try
        {
            return rows.Change(actions);
        }
        catch (RequestFailedException refused)
        {
            troubles.Count($"storage {refused.Status}");
            throw;
        }
    }

    private static RequestFailedException Down() => new(503, "Server busy", "ServerBusy", null);

    /// <summary>An answer of one page, asked for when it is read.</summary>
    private sealed class Pages<T>(Func<Task<IReadOnlyList<T>>> ask) : AsyncPageable<T>
        where T : notnull
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            yield return Page<T>.FromValues(await ask(), null, new PlainAnswer(200, null));
        }
    }
}
