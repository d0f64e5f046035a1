using System.Text.Json;
using Azure.Data.Tables;
using SbiContrib.Core;

namespace SbiContrib.Store;

/// <summary>A contribution holds more than a transaction of the store takes.</summary>
/// <param name="key">Which contribution.</param>
/// <param name="what">What is too large, and how large it may be.</param>
public sealed class TooLargeToSaveException(ContributionKey key, string what) : Exception($"{key} can't be saved: {what}");

/// <summary>The sizes that the table service takes, checked before it refuses with less clear words.</summary>
/// <remarks>
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#property-limitations and
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions#requirements-for-entity-group-transactions.
/// </remarks>
internal static class Limits
{
    private const int LargestRow = 1024 * 1024;
    private const int LargestTransaction = 4 * 1024 * 1024;

    // Lines and headers of one operation in the multipart body; about 600 as sent today.
    private const int Envelope = 2048;

    /// <exception cref="TooLargeToSaveException">A row or the whole is larger than the service takes.</exception>
    public static void Check(ContributionKey key, IReadOnlyCollection<TableTransactionAction> actions)
    {
        if (actions.Count > RowChange.MostOperations)
            throw new TooLargeToSaveException(key, $"{actions.Count} rows change at once, {RowChange.MostOperations} may");
        foreach (var row in actions.Select(a => (TableEntity)a.Entity))
        {
            var size = Size(row);
            if (size > LargestRow)
                throw new TooLargeToSaveException(key, $"row {row.RowKey} has {size} bytes, {LargestRow} may be");
        }
        var sum = actions.Sum(a => Envelope + Sent((TableEntity)a.Entity));
        if (sum > LargestTransaction)
            throw new TooLargeToSaveException(key, $"its rows have {sum} bytes together, {LargestTransaction} may be");
    }

    // The service's own formula; only strings and small numbers stand in our rows.
    private static int Size(TableEntity row) =>
        4 + (2 * (row.PartitionKey.Length + row.RowKey.Length)) + row.Sum(p => 8 + (2 * p.Key.Length) + Value(p.Value));

    private static int Value(object? value) => value is string text ? 4 + (2 * text.Length) : 8;

    // As JSON on the wire, where anything but plain ASCII may become \uXXXX.
    private static int Sent(TableEntity row) => row.Sum(p => p.Key.Length + (p.Value is string text ? Escaped(text) : 40));

    private static int Escaped(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length;
}
