using System.Globalization;
using Azure.Data.Tables;

namespace SbiContrib.Simulation.Storage;

/// <summary>A filter as the program writes it: one partition, a range of keys, and further conditions, all joined by "and".</summary>
internal sealed class RowFilter
{
    private readonly List<Func<TableEntity, bool>> conditions = [];

    public string Partition { get; private set; } = "";

    public string? After { get; private set; }

    public string? Before { get; private set; }

    public static RowFilter Of(string filter)
    {
        var read = new RowFilter();
        foreach (var condition in filter.Split(" and "))
            read.Add(condition.Split(' ', 3) is [var name, var how, var value] ? (name, how, value) : throw new NotSupportedException(filter));
        return read;
    }

    public bool Fits(TableEntity row) => conditions.TrueForAll(fits => fits(row));

    private void Add((string Name, string How, string Value) condition)
    {
        switch (condition)
        {
            case ("PartitionKey", "eq", var value):
                Partition = Text(value);
                break;
            case ("RowKey", "ge", var value):
                After = Text(value);
                break;
            case ("RowKey", "lt", var value):
                Before = Text(value);
                break;
            case (var name, "eq", "true"):
                conditions.Add(row => row.TryGetValue(name, out var flag) && flag is true);
                break;
            case (var name, "le", var value) when value.StartsWith("datetime", StringComparison.Ordinal):
                var end = DateTimeOffset.Parse(Text(value["datetime".Length..]), CultureInfo.InvariantCulture);
                conditions.Add(row => row.GetDateTimeOffset(name) <= end);
                break;
            default:
                throw new NotSupportedException($"{condition}");
        }
    }

    private static string Text(string literal) => literal[1..^1].Replace("''", "'", StringComparison.Ordinal);
}
