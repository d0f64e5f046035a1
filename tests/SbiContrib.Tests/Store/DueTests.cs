using Azure;
using Azure.Core;
using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Store;

public sealed class DueTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset First = Given.Noon;
    private static readonly DateTimeOffset Second = Given.Noon.AddHours(1);
    private static readonly DateTimeOffset Later = Given.Noon.AddHours(2);

    private static CancellationToken Cancel => Account.Cancel;

    public static TheoryData<int?, int?> Changes => new() { { 0, 1 }, { 1, 0 }, { 0, null }, { null, 1 }, { 0, 0 } };

    /// <summary>Crashes before and after every single request of a save, one after the other.</summary>
    [Theory]
    [MemberData(nameof(Changes))]
    public async Task No_crash_in_a_save_loses_a_contribution(int? from, int? to)
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var crashed = true;
        for (var at = 0; crashed; at++)
        {
            var before = await store.Save(null, Given.Issue(at + 1) with { Due = Time(from) }, Cancel);
            var dying = await account.Store(Dying(at));
            crashed = await Crashes(() => dying.Save(before, before with { Due = Time(to), Attempt = 1 }, Cancel));
            await IsIndexedAsItSays(account, before.Key);
        }
        Assert.Equal(from == to ? 1 : to is null || from is null ? 2 : 3, await Calls(account, from, to));
    }

    [Fact]
    public async Task No_crash_in_a_first_save_leaves_more_than_a_row_for_a_day()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        for (var at = 0; at < 4; at++)
        {
            var dying = await account.Store(Dying(at));
            await Crashes(() => dying.Save(null, Given.Issue(at + 1) with { Due = First }, Cancel));
            await IsIndexedAsItSays(account, ContributionKey.OfIssue(77, at + 1));
        }
        // Crash by crash: no row, a row without its contribution, the same again, all but the answer.
        Assert.Equal(3, (await Index(account)).Count);
        await store.Overdue(DateTimeOffset.UtcNow.AddDays(2), Cancel).ToListAsync(Cancel);
        Assert.Equal("issue-4", Assert.Single(await Index(account)).GetString("Name"));
    }

    [Fact]
    public async Task A_row_is_not_swept_from_under_a_save_that_can_still_commit()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var before = await store.Save(null, Given.Issue(1) with { Due = Second }, Cancel);
        // Between the row of the index and the transaction, another process looks for what is overdue.
        var slow = await account.Store(new Wire
        {
            Before = Wire.Once(Wire.IsTransaction, async () => Assert.Empty(await store.Overdue(First, Cancel).ToListAsync(Cancel))),
        });

        await Assert.ThrowsAsync<SaveConflictException>(() => slow.Save(before, before with { Due = First }, Cancel));

        Assert.Single(await Index(account));
        await IsIndexedAsItSays(account, before.Key);
        await store.Save((await store.Find(before.Key, Cancel))!, before with { Due = First }, Cancel);
        Assert.Single(await store.Overdue(First, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_late_deletion_meets_no_newer_row_of_the_same_time()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var before = await store.Save(null, Given.Issue(1) with { Due = First }, Cancel);
        // When the slow one comes to delete the first row, another has set the very same time again.
        var slow = await account.Store(new Wire
        {
            Before = Wire.Once(r => r.Method == RequestMethod.Delete, async () =>
                await store.Save((await store.Find(before.Key, Cancel))!, before with { Due = First }, Cancel)),
        });

        await slow.Save(before, before with { Due = Second }, Cancel);

        await IsIndexedAsItSays(account, before.Key);
        Assert.Single(await Index(account));
    }

    [Fact]
    public async Task A_row_that_cannot_be_deleted_does_not_fail_the_save()
    {
        var account = await Account.New(azurite);
        var store = await account.Store(new Wire { Before = r => r.Method == RequestMethod.Delete ? Wire.Broken() : Task.CompletedTask });
        var before = await store.Save(null, Given.Issue(1) with { Due = First }, Cancel);

        var after = await store.Save(before, before with { Due = Second }, Cancel);
        Assert.Equal(2, (await Index(account)).Count);

        Assert.Equal([Second], await (await account.Store()).Overdue(Later, Cancel).Select(d => d.Due).ToListAsync(Cancel));
        Assert.Single(await Index(account));
        // The sweep touched the row, so that who read before it must read again.
        await Assert.ThrowsAsync<SaveConflictException>(() => store.Save(after, after with { Due = null }, Cancel));
    }

    [Fact]
    public async Task Overdue_is_in_order_and_costs_only_what_is_overdue()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        for (var i = 1; i <= 30; i++)
            await store.Save(null, Given.Issue(i) with { Due = First.AddMinutes(i == 7 ? 0 : i <= 27 ? 100 + i : 31 - i) }, Cancel);
        var wire = new Wire();
        var counted = await account.Store(wire);

        var overdue = await counted.Overdue(First.AddMinutes(3), Cancel).ToListAsync(Cancel);

        Assert.Equal([7, 30, 29, 28], overdue.Select(d => d.Key.Issue));
        Assert.All(overdue, d => Assert.Equal(5, d.Installation));
        Assert.Equal(1 + (2 * 4), wire.Seen.Count);
    }

    [Fact]
    public async Task A_row_that_this_version_cannot_read_hides_none_behind_it()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        _ = await store.Save(null, Given.Issue(1) with { Due = First }, Cancel);
        _ = await store.Save(null, Given.Issue(2) with { Due = First.AddMinutes(1) }, Cancel);
        var table = account.Tables().GetTableClient(account.Prefix + "due");
        var row = (await Index(account))[0];
        row["Name"] = "of_tomorrow";
        _ = await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancel);

        Assert.Equal([2], await store.Overdue(Later, Cancel).Select(due => due.Key.Issue).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_was_woken_comes_again_later_and_later_until_it_is_saved()
    {
        var store = await (await Account.New(azurite)).Store();
        var saved = await store.Save(null, Given.Issue(1) with { Due = First }, Cancel);

        var woken = new List<int>();
        for (var minute = 0; minute < 24 * 60; minute += 5)
            woken.AddRange(await store.Overdue(First.AddMinutes(minute), Cancel).Select(_ => minute).ToListAsync(Cancel));
        Assert.Equal([0, 10, 30, 70, 150, 310, 630, 990, 1350], woken);

        var next = await store.Save(saved, saved with { Due = First.AddDays(1) }, Cancel);
        Assert.Single(await store.Overdue(First.AddDays(1), Cancel).ToListAsync(Cancel));
        await store.Save(next, next with { Due = null }, Cancel);
        Assert.Empty(await store.Overdue(First.AddYears(1), Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_row_of_the_index_tells_the_installation_of_today()
    {
        var store = await (await Account.New(azurite)).Store();
        var saved = await store.Save(null, Given.Issue(1) with { Due = First }, Cancel);
        await store.Save(saved, saved with { Installation = 6 }, Cancel);
        Assert.Equal(6, (await store.Overdue(First, Cancel).SingleAsync(Cancel)).Installation);
    }

    private static DateTimeOffset? Time(int? n) => n switch { 0 => First, 1 => Second, _ => null };

    // The n-th point is before request n/2, or after it where n is odd.
    private static Wire Dying(int n)
    {
        var (before, after) = (0, 0);
        return new Wire
        {
            Before = _ => before++ * 2 == n ? throw new CrashException() : Task.CompletedTask,
            After = _ => (after++ * 2) + 1 == n ? throw new CrashException() : Task.CompletedTask,
        };
    }

    private static async Task<bool> Crashes(Func<Task> save)
    {
        try
        {
            await save();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private static async Task<int> Calls(Account account, int? from, int? to)
    {
        var wire = new Wire();
        var store = await account.Store();
        var before = await store.Save(null, Given.Issue(1000) with { Due = Time(from) }, Cancel);
        await (await account.Store(wire)).Save(before, before with { Due = Time(to) }, Cancel);
        return wire.Seen.Count;
    }

    // What the contribution says it is due at is when it is handed out, and not before; afterwards only what is named is left of it.
    private static async Task IsIndexedAsItSays(Account account, ContributionKey key)
    {
        var store = await account.Store();
        var due = (await store.Find(key, Cancel))?.Due;
        if (due is not null)
            Assert.DoesNotContain(await store.Overdue(due.Value.AddTicks(-1), Cancel).ToListAsync(Cancel), d => d.Key == key);
        var overdue = await store.Overdue(Later, Cancel).Where(d => d.Key == key).Select(d => d.Due).ToListAsync(Cancel);
        Assert.Equal(due is null ? [] : [due.Value], overdue);
        if (await store.Find(key, Cancel) is not null)
            Assert.Equal(due is null ? 0 : 1, (await Index(account)).Count(r => r.GetString("Name") == key.Name));
    }

    private static async Task<List<TableEntity>> Index(Account account) =>
        await account.Tables().GetTableClient(account.Prefix + "due").QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
}
