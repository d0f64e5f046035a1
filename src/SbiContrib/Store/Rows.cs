using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.Store;

/// <summary>The rows of a site's partition, written.</summary>
internal static class Rows
{
    /// <summary>No title is longer; what is, isn't one.</summary>
    private const int LongestTitle = 1_000;

    /// <summary>The row that all others hang on: its ETag guards the transaction.</summary>
    /// <param name="of">The contribution.</param>
    /// <param name="save">Names this save, so that it is known again where its answer was lost.</param>
    /// <param name="dueRow">The row of the due index that wakes it; null where it has no due time.</param>
    public static TableEntity Contribution(Contribution of, string save, string? dueRow)
    {
        var row = Body.Row(Keys.Partition(of.Key.Site), Keys.Contribution(of.Key.Name), of with { Items = [], History = [] });
        row["Save"] = save;
        row["DueRow"] = dueRow;
        row["State"] = of.State.Word(); // for people who look into the table; the body is the truth
        return row;
    }

    public static TableEntity Item(ContributionKey key, int index, Item item) =>
        Body.Row(Keys.Partition(key.Site), Keys.Item(key.Name, index), item);

    public static TableEntity Past(ContributionKey key, int index, HistoryEntry entry) =>
        Body.Row(Keys.Partition(key.Site), Keys.Past(key.Name, index), entry);

    /// <summary>A claim; what it says of its title stands apart too, so that a query passes over those without.</summary>
    public static TableEntity Claim(Contribution of, Identifier id)
    {
        var title = of.Items.FirstOrDefault(item => item.Id == id && item.Outcome == Outcome.Good)?.Title;
        var row = Body.Row(Keys.Partition(of.Key.Site), Keys.Claim(id), new Claim(id, of.Key, title is { Length: > LongestTitle } ? title[..LongestTitle] : title));
        row["Titled"] = title is not null;
        return row;
    }

    public static TableEntity Open(Contribution of) => Body.Row(Keys.Partition(of.Key.Site), Keys.Open(of.Key.Name), Summary(of));

    /// <summary>What a look at the whole site must know of each open contribution.</summary>
    public static OpenContribution Summary(Contribution of) =>
        new(of.Key, of.State, of.Pull, of.History.FirstOrDefault(entry => entry.State == State.Proposed)?.At ?? of.Received);

    public static TableEntity Wait(ContributionKey blocker, ContributionKey waiter) =>
        new(Keys.Partition(waiter.Site), Keys.Wait(blocker.Name, waiter.Name));

    public static TableEntity Watch(Watch watch) => Body.Row(Keys.Partition(watch.Key.Site), Keys.Watch(watch.Key.Name), watch);

    /// <summary>How long a contribution waited for its merge, for the next ones to be told.</summary>
    public static TableEntity Done(Contribution of) =>
        new(Keys.Partition(of.Key.Site), Keys.Done(of.History[^1].At, of.Key.Name)) { ["Minutes"] = (of.History[^1].At - Summary(of).Since).TotalMinutes };

    public static TableEntity Upkeep(long site, SiteUpkeep kept) => Body.Row(Keys.Partition(site), Keys.Upkeep, kept);

    public static TableEntity Site(SiteRecord site) => Body.Row(Keys.Partition(site.Id), Keys.Site, site);
}

/// <summary>What <see cref="Contribution.ETag"/> holds: the row's ETag and the row of the due index that the contribution goes by.</summary>
internal readonly record struct Mark(string ETag, string? DueRow)
{
    public static Mark Of(TableEntity row) => new(row.ETag.ToString(), row.GetString("DueRow"));

    public static Mark? Read(Contribution? of)
    {
        if (of is null)
            return null;
        var text = of.ETag ?? throw new ArgumentException($"{of.Key} wasn't read from the store", nameof(of));
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(text, null) : new(text[..space], text[(space + 1)..]);
    }

    public override string ToString() => DueRow is null ? ETag : $"{ETag} {DueRow}";
}
