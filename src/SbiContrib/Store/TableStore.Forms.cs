using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace SbiContrib.Store;

/// <summary>How many form submissions a site got in a day: one row a day.</summary>
public sealed partial class TableStore
{
    /// <inheritdoc/>
    public async Task<int> CountForm(long site, DateOnly day, CancellationToken cancellation)
    {
        var key = day.ToString("'forms_'yyyy-MM-dd", CultureInfo.InvariantCulture);
        while (true)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Partition(site), key, cancellationToken: cancellation);
            var count = (row.HasValue ? row.Value!.GetInt32("Count") ?? 0 : 0) + 1;
            var next = new TableEntity(Keys.Partition(site), key) { ["Count"] = count };
            try
            {
                _ = row.HasValue
                    ? await table.UpdateEntityAsync(next, row.Value!.ETag, TableUpdateMode.Replace, cancellation)
                    : await table.AddEntityAsync(next, cancellation);
                return count;
            }
            catch (RequestFailedException raced) when (raced.Status is 409 or 412)
            {
                // Somebody else counted meanwhile.
            }
        }
    }
}
