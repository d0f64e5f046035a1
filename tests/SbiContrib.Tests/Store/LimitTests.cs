using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Store;

public sealed class LimitTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => Account.Cancel;

    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("\"")]
    [InlineData("\0")]
    [InlineData("🧠")]
    [InlineData("x🧠")]
    public async Task Long_texts_come_back_whole(string piece)
    {
        var store = await (await Account.New(azurite)).Store();
        // 65,536 characters, as long as an issue's body may be, begun so that the cut meets a pair at each of its places.
        for (var shift = 1; shift <= 3; shift++)
        {
            var text = new string('-', shift) + string.Concat(Enumerable.Repeat(piece, 65_536 / piece.Length));
            var contribution = Given.Issue(shift) with { Reason = text, Items = [Given.Item(text)], History = [new(Given.Noon, State.Checking, text)] };

            await store.Save(null, contribution, Cancel);

            Assert.Equal(Given.Told(contribution), Given.Told(await store.Find(contribution.Key, Cancel)));
        }
    }

    [Fact]
    public async Task Too_much_is_refused_by_name_and_leaves_nothing()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var row = await Assert.ThrowsAsync<TooLargeToSaveException>(() => store.Save(null, Given.Full(1) with { Reason = new('x', 600_000) }, Cancel));
        Assert.Contains("c_issue-1_contribution", row.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TooLargeToSaveException>(() => store.Save(null, Given.Full(1) with { Items = [.. Enumerable.Repeat(Given.Item(new('ä', 400_000)), 4)] }, Cancel));
        await Assert.ThrowsAsync<TooLargeToSaveException>(() => store.Save(null, Given.Full(1) with { History = [.. Enumerable.Range(0, 100).Select(Given.Entry)] }, Cancel));

        foreach (var name in new[] { "contributions", "due" })
            Assert.Empty(await account.Tables().GetTableClient(account.Prefix + name).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_largest_row_that_is_let_through_is_taken()
    {
        var store = await (await Account.New(azurite)).Store();
        var saved = await store.Save(null, Given.Issue(1) with { Reason = new('x', 523_000) }, Cancel);
        Assert.Equal(523_000, (await store.Find(saved.Key, Cancel))!.Reason!.Length);
    }

    [Fact]
    public async Task Any_identifier_can_be_claimed()
    {
        var store = await (await Account.New(azurite)).Store();
        Identifier[] ids =
        [
            new("doi", "10.1/a/b\\c#d?e%f&g=h+i'j\"k`l|m"), new("doi", "10.1/A"), new("doi", "10.1/a"), new("doi", "10.1/a "),
            new("url", "\0\u0001\u001f\u007f\u0085\u009f\r\n\t"), new("x", "../../../" + new string('y', 5000)),
            new("x", "' or PartitionKey ne '"), new("x", "🧠é\u0301\ufffe"), new("x", "%2F"), new("x", "/"), new("x", "issue-1_"),
        ];
        var saved = await store.Save(null, Given.Issue(1) with { Claims = [.. ids] }, Cancel);

        Assert.Equal(ids.Select(id => new Claim(id, saved.Key)), await store.Claims(77, ids, Cancel));
        Assert.Empty(await store.Claims(77, [new("x", "%2f"), new("x", "2F"), new("x", "y")], Cancel));
    }

    [Fact]
    public async Task Ten_items_of_six_claims_are_one_transaction()
    {
        var wire = new Wire();
        var store = await (await Account.New(azurite)).Store(wire);
        var saved = await store.Save(null, Largest(0), Cancel);

        Assert.Single(wire.Seen, s => s.Contains("$batch", StringComparison.Ordinal));
        Assert.Equal(73, RowChange.Of(null, Largest(0) with { Due = DateTimeOffset.UnixEpoch }, new TableEntity(), new HashSet<Identifier>()).Count);
        Assert.Equal(60, (await store.Claims(77, saved.Claims, Cancel)).Length);
    }

    [Fact]
    public async Task Where_all_claims_change_the_new_ones_come_first()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var saved = await store.Save(null, Largest(0), Cancel);
        var wanted = Largest(1) with { History = [.. saved.History, Given.Entry(1)] };
        var second = 0;
        var dying = await account.Store(new Wire { Before = r => Wire.IsTransaction(r) && ++second == 2 ? throw new CrashException() : Task.CompletedTask });

        await Assert.ThrowsAsync<CrashException>(() => dying.Save(saved, wanted, Cancel));
        var between = await store.Find(saved.Key, Cancel);
        Assert.Equal(Given.Told(saved with { Claims = [.. saved.Claims, .. wanted.Claims] }), Given.Told(between));
        Assert.Equal(120, (await store.Claims(77, between!.Claims, Cancel)).Length);

        await store.Save(between, wanted, Cancel);
        Assert.Equal(Given.Told(wanted), Given.Told(await store.Find(saved.Key, Cancel)));
        Assert.Equal(wanted.Claims, (await store.Claims(77, between.Claims, Cancel)).Select(c => c.Id));
    }

    [Fact]
    public async Task A_long_history_stays_in_order_and_is_read_as_of_one_moment()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        var all = Enumerable.Range(0, 1100).Select(Given.Entry).ToArray();
        Contribution? saved = null;
        for (var n = 90; n < all.Length + 90; n += 90)
            saved = await store.Save(saved, Given.Issue(1) with { Items = [Given.Item("old")], History = [.. all.Take(n)] }, Cancel);
        var changed = saved! with { Reason = "new", Items = [Given.Item("new")], History = [.. saved.History, Given.Entry(5000)] };

        var reading = await account.Store(new Wire
        {
            Before = Wire.Once(r => r.Uri.Query.Contains("NextRowKey", StringComparison.Ordinal), () => store.Save(saved, changed, Cancel)),
        });
        var found = await reading.Find(saved.Key, Cancel);

        Assert.Equal(Given.Told(changed), Given.Told(found));
    }

    private static Contribution Largest(int n) => Given.Issue(1) with
    {
        Items = [.. Enumerable.Range(0, 10).Select(i => Given.Item($"link {n} {i}"))],
        Claims = [.. Enumerable.Range(0, 60).Select(i => new Identifier("doi", $"10.1/{n}/{i}"))],
        History = [Given.Entry(0)],
    };
}
