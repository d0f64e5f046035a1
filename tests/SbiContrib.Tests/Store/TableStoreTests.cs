using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Store;

public sealed class TableStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => Account.Cancel;

    [Fact]
    public async Task What_is_saved_is_found_with_items_and_history()
    {
        var store = await (await Account.New(azurite)).Store();
        var saved = await store.Save(null, Given.Full(12), Cancel);

        var found = await store.Find(saved.Key, Cancel);

        Assert.Equal(Given.Told(Given.Full(12)), Given.Told(found));
        Assert.Equal(saved.ETag, found!.ETag);
        Assert.Null(await store.Find(ContributionKey.OfIssue(77, 1), Cancel));
        Assert.Null(await store.Find(ContributionKey.OfIssue(78, 12), Cancel));
    }

    [Fact]
    public async Task A_change_replaces_what_differs_and_nothing_else()
    {
        var wire = new Wire();
        var store = await (await Account.New(azurite)).Store(wire);
        var first = await store.Save(null, Given.Full(12) with { Items = [Given.Item("a", "S"), Given.Item("b", "S"), Given.Item("c", "S")] }, Cancel);
        var read = await store.Find(first.Key, Cancel);
        var second = read! with { Items = [Given.Item("a", "S"), Given.Item("other", "S")], Reason = null, History = [.. read.History, Given.Entry(2)] };

        Assert.Equal(4, SbiContrib.Store.RowChange.Of(read, second, new TableEntity(), new HashSet<Identifier>()).Count);
        await store.Save(read, second, Cancel);

        Assert.Equal(Given.Told(second), Given.Told(await store.Find(first.Key, Cancel)));
    }

    [Fact]
    public async Task Names_that_begin_alike_are_kept_apart()
    {
        var store = await (await Account.New(azurite)).Store();
        foreach (var number in new[] { 1, 10, 12, 120 })
            await store.Save(null, Given.Full(number) with { Claims = [], WaitsFor = [ContributionKey.OfIssue(77, number + 1)] }, Cancel);

        Assert.Equal(Given.Told(Given.Full(12) with { Claims = [], WaitsFor = [ContributionKey.OfIssue(77, 13)] }), Given.Told(await store.Find(ContributionKey.OfIssue(77, 12), Cancel)));
        Assert.Equal([ContributionKey.OfIssue(77, 1)], await store.Waiters(ContributionKey.OfIssue(77, 2), Cancel));
        Assert.Empty(await store.Waiters(ContributionKey.OfIssue(77, 1), Cancel));
    }

    [Fact]
    public async Task Of_two_savers_one_wins_and_the_other_reads_again()
    {
        var store = await (await Account.New(azurite)).Store();
        var fresh = await Race(i => store.Save(null, Given.Issue(1) with { Attempt = i }, Cancel));
        var again = await Race(i => store.Save(fresh, fresh with { Attempt = 10 + i, History = [Given.Entry(i)] }, Cancel));

        var found = await store.Find(fresh.Key, Cancel);
        Assert.Equal(again.Attempt, found!.Attempt);
        Assert.Single(found.History);
        await Assert.ThrowsAsync<SaveConflictException>(() => store.Save(fresh, fresh with { Attempt = 99 }, Cancel));
    }

    [Fact]
    public async Task An_identifier_is_claimed_by_one_contribution_only()
    {
        var store = await (await Account.New(azurite)).Store();

        var winner = await Race(i => store.Save(null, Given.Issue(i + 1, "doi:10.1/a", $"doi:10.1/own{i}") with { Due = Given.Noon }, Cancel));

        var claims = await store.Claims(77, [.. Enumerable.Range(0, 8).Select(i => new Identifier("doi", $"10.1/own{i}")), new("doi", "10.1/a")], Cancel);
        Assert.Equal(2, claims.Length);
        Assert.All(claims, c => Assert.Equal(winner.Key, c.By));
        Assert.Equal([winner.Key], await store.Open(77, Cancel).Select(open => open.Key).ToListAsync(Cancel));
        Assert.Empty(await store.Claims(78, [new("doi", "10.1/a")], Cancel));
    }

    [Fact]
    public async Task Claims_and_waits_end_with_the_contribution()
    {
        var store = await (await Account.New(azurite)).Store();
        var first = await store.Save(null, Given.Full(2), Cancel);
        await Assert.ThrowsAsync<SaveConflictException>(() => store.Save(null, Given.Issue(3, "arxiv:2010.06439"), Cancel));
        Assert.Equal([first.Key], await store.Waiters(ContributionKey.OfIssue(77, 1), Cancel));

        var ended = await store.Save(first, first with { State = State.Rejected, Claims = [], WaitsFor = [], Due = null }, Cancel);

        Assert.Empty(await store.Claims(77, first.Claims, Cancel));
        Assert.Empty(await store.Waiters(ContributionKey.OfIssue(77, 1), Cancel));
        Assert.Empty(await store.Open(77, Cancel).Select(open => open.Key).ToListAsync(Cancel));
        var due = DateTimeOffset.UnixEpoch.AddYears(60);
        await store.Save(null, Given.Issue(3, "arxiv:2010.06439") with { Due = due }, Cancel);
        var again = await store.Save(ended, ended with { State = State.Checking, Due = due }, Cancel);
        Assert.Equal([first.Key, ContributionKey.OfIssue(77, 3)], await store.Open(77, Cancel).Select(open => open.Key).ToListAsync(Cancel));
        // What is declined and rests is moved by its own events alone.
        await store.Save(again, again with { State = State.Declined, Due = null }, Cancel);
        Assert.Equal([ContributionKey.OfIssue(77, 3)], await store.Open(77, Cancel).Select(open => open.Key).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_open_contributions_propose_is_told_with_its_title_until_they_end()
    {
        var store = await (await Account.New(azurite)).Store();
        var first = await store.Save(null, Given.Full(12), Cancel);
        await store.Save(null, Given.Issue(13, "arxiv:2101.00001"), Cancel);

        Assert.Equal([new Claim(new("arxiv", "2010.06439"), first.Key, "Ti\0tle")], await store.Proposed(77, Cancel));
        _ = await store.Save(first, first with { State = State.Rejected, Claims = [] }, Cancel);
        Assert.Empty(await store.Proposed(77, Cancel));
    }

    [Fact]
    public async Task A_claim_that_is_ours_already_is_no_conflict()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var first = await store.Save(null, Given.Issue(1), Cancel);
        var table = account.Tables().GetTableClient(account.Prefix + "contributions");
        await table.AddEntityAsync(Rows.Claim(first, new("doi", "10.1/a")), Cancel);

        var second = await store.Save(first, Given.Issue(1, "doi:10.1/a", "doi:10.1/b"), Cancel);

        Assert.Equal(second.Claims, (await store.Claims(77, second.Claims, Cancel)).Select(c => c.Id));
    }

    [Fact]
    public async Task A_site_is_what_was_last_said_of_it()
    {
        var store = await (await Account.New(azurite)).Store();
        Assert.Null(await store.Site(77, Cancel));

        await store.SaveSite(new(77, "old/name", 5), Cancel);
        await store.SaveSite(new(77, "new/näme", 6), Cancel);

        Assert.Equal(new SiteRecord(77, "new/näme", 6), await store.Site(77, Cancel));
    }

    [Fact]
    public async Task Rows_of_a_newer_program_are_read_or_refused_as_they_say()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var saved = await store.Save(null, Given.Full(1), Cancel);
        var table = account.Tables().GetTableClient(account.Prefix + "contributions");
        TableEntity row = await table.GetEntityAsync<TableEntity>("77", "c_issue-1_contribution", cancellationToken: Cancel);

        row["Body"] = "{\"new\":[1]," + row.GetString("Body")[1..];
        row["Else"] = 3.5;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
        Assert.Equal(Given.Told(saved), Given.Told(await store.Find(saved.Key, Cancel)));

        row["Schema"] = 2;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Find(saved.Key, Cancel));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_anything_is_sent()
    {
        var wire = new Wire();
        var store = await (await Account.New(azurite)).Store(wire);
        var saved = await store.Save(null, Given.Full(1), Cancel);
        var sent = wire.Seen.Count;

        await Assert.ThrowsAsync<ArgumentException>(() => store.Save(saved, Given.Full(2), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Save(saved, saved with { History = [] }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Save(saved with { ETag = null }, saved, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Save(saved, saved with { WaitsFor = [ContributionKey.OfIssue(78, 1)] }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Find(new(77, "issue-1_contribution"), Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Site(0, Cancel));

        Assert.Equal(sent, wire.Seen.Count);
    }

    [Fact]
    public async Task Several_processes_may_prepare_at_once()
    {
        var account = await Account.New(azurite);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => account.Store()));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => account.Queue()));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => account.Leases(TimeProvider.System)));
    }

    // Eight try at once; exactly one wins, the others are told of the conflict.
    private static async Task<Contribution> Race(Func<int, Task<Contribution>> save)
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return await save(i);
            }
            catch (SaveConflictException)
            {
                return null;
            }
        }));
        return Assert.Single(tries.OfType<Contribution>());
    }
}
