using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace SbiContrib.Simulation.Storage;

/// <summary>A table of the service: rows in order of their keys, each with an ETag, changed singly or in a transaction of one partition.</summary>
internal sealed class Rows(TimeProvider time)
{
    private readonly Dictionary<string, SortedList<string, TableEntity>> partitions = new(StringComparer.Ordinal);
    private long changes;

    /// <summary>Each is left out where the safeguard is switched off.</summary>
    public bool ChecksETags { get; set; } = true;

    /// <summary>The prefix of rows that may be added over one that is there.</summary>
    public string? Overwritten { get; set; }

    /// <summary>The changes that are only said to be made: so and so to a row of such a key.</summary>
    public Func<TableTransactionActionType, string, bool> Skips { get; set; } = (_, _) => false;

    /// <summary>Called with each row that was written.</summary>
    public Action<TableEntity> Changed { get; set; } = _ => { };

    public TableEntity? Find(string partition, string key) => partitions.GetValueOrDefault(partition)?.GetValueOrDefault(key);

    public IEnumerable<TableEntity> In(string partition) => partitions.GetValueOrDefault(partition)?.Values ?? Enumerable.Empty<TableEntity>();

    public IEnumerable<TableEntity> All => partitions.Values.SelectMany(rows => rows.Values);

    /// <summary>The rows that a filter names, in order.</summary>
    public List<TableEntity> Where(RowFilter filter)
    {
        var found = new List<TableEntity>();
        if (!partitions.TryGetValue(filter.Partition, out var rows))
            return found;
        for (var at = filter.After is { } after ? First(rows.Keys, after) : 0; at < rows.Count && (filter.Before is not { } before || string.CompareOrdinal(rows.Keys[at], before) < 0); at++)
            if (filter.Fits(rows.Values[at]))
                found.Add(Copy(rows.Values[at]));
        return found;
    }

    // The first that isn't below: a site's past must not be walked through at each reading.
    private static int First(IList<string> keys, string key)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(keys[middle], key) < 0 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>All of the actions or, where one is refused, none.</summary>
    /// <returns>The new ETags.</returns>
    /// <exception cref="RequestFailedException">404, 409 or 412, as the service answers.</exception>
    public List<string> Change(IReadOnlyList<TableTransactionAction> actions)
    {
        foreach (var action in actions)
            if (Refusal(action) is var (status, code) && status != 0)
                throw new RequestFailedException(status, code, code, null);
        List<string> etags = [.. actions.Select(Apply)];
        foreach (var action in actions)
            if (Find(action.Entity.PartitionKey, action.Entity.RowKey) is { } row)
                Changed(row);
        return etags;
    }

    public static TableEntity Copy(TableEntity row) => new(row);

    private (int Status, string Code) Refusal(TableTransactionAction action)
    {
        var there = Find(action.Entity.PartitionKey, action.Entity.RowKey);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add:
                var overwritten = Overwritten is { } prefix && action.Entity.RowKey.StartsWith(prefix, StringComparison.Ordinal);
                return there is null || overwritten ? default : (409, "EntityAlreadyExists");
            case TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpdateMerge or TableTransactionActionType.Delete:
                if (there is null)
                    return (404, "ResourceNotFound");
                return !ChecksETags || action.ETag == default || action.ETag == ETag.All || action.ETag == there.ETag ? default : (412, "UpdateConditionNotSatisfied");
            default:
                return default;
        }
    }

    private string Apply(TableTransactionAction action)
    {
        var given = (TableEntity)action.Entity;
        var rows = partitions.TryGetValue(given.PartitionKey, out var known) ? known : partitions[given.PartitionKey] = new(StringComparer.Ordinal);
        if (Skips(action.ActionType, given.RowKey))
            return "W/\"0\"";
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            _ = rows.Remove(given.RowKey);
            return "";
        }
        var row = action.ActionType == TableTransactionActionType.UpdateMerge ? Merged(rows[given.RowKey], given) : Copy(given);
        row.ETag = new ETag(string.Create(CultureInfo.InvariantCulture, $"W/\"{++changes}\""));
        row.Timestamp = time.GetUtcNow();
        rows[given.RowKey] = row;
        return row.ETag.ToString();
    }

    private static TableEntity Merged(TableEntity old, TableEntity given)
    {
        var row = Copy(old);
        foreach (var (name, value) in given)
            if (value is not null)
                row[name] = value;
        return row;
    }
}
