using SbiContrib.Core;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Store;

public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => Account.Cancel;

    [Fact]
    public async Task A_save_whose_answer_was_lost_is_known_again()
    {
        var account = await Account.New(azurite);
        var wire = new Wire { After = Wire.Once(Wire.IsTransaction, Wire.Broken) };
        var store = await account.Store(wire);

        var first = await store.Save(null, Given.Full(2), Cancel);
        wire.After = Wire.Once(Wire.IsTransaction, Wire.Broken);
        var second = await store.Save(first, first with { State = State.Merged, Due = null, Claims = [], History = [.. first.History, Given.Entry(2)] }, Cancel);
        var third = await store.Save(second, second with { Reason = "third" }, Cancel);

        var found = await store.Find(first.Key, Cancel);
        Assert.Equal(Given.Told(third), Given.Told(found));
        Assert.Equal(third.ETag, found!.ETag);
        Assert.Equal(5, wire.Seen.Count(s => s.Contains("$batch", StringComparison.Ordinal)));
        Assert.Empty(await store.Overdue(Given.Noon.AddDays(1), Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_save_that_another_overtook_is_a_conflict_though_its_answer_was_lost()
    {
        var account = await Account.New(azurite);
        var other = await account.Store();
        var first = await other.Save(null, Given.Full(2), Cancel);
        var store = await account.Store(new Wire
        {
            After = Wire.Once(Wire.IsTransaction, async () =>
            {
                var now = await other.Find(first.Key, Cancel);
                await other.Save(now, now! with { Reason = "theirs" }, Cancel);
                await Wire.Broken();
            }),
        });

        await Assert.ThrowsAsync<SaveConflictException>(() => store.Save(first, first with { Attempt = 7 }, Cancel));

        var found = await other.Find(first.Key, Cancel);
        Assert.Equal((7, "theirs"), (found!.Attempt, found.Reason));
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_sent_again()
    {
        var account = await Account.New(azurite);
        var store = await account.Store(new Wire { Before = Wire.Once(_ => true, Wire.Broken) });
        var saved = await store.Save(null, Given.Full(2), Cancel);
        Assert.Equal(Given.Told(saved), Given.Told(await store.Find(saved.Key, Cancel)));
    }

    [Fact]
    public async Task A_table_that_is_missing_is_no_conflict()
    {
        var account = await Account.New(azurite);
        var store = new TableStore(account.Tables(), Microsoft.Extensions.Logging.Abstractions.NullLogger<TableStore>.Instance, account.Prefix);
        await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => store.Save(null, Given.Issue(1), Cancel));
    }
}
