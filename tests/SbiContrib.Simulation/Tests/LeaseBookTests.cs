using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Storage;

namespace SbiContrib.Simulation.Tests;

/// <summary>The leases that are played are as strict as the service's.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/lease-blob#outcomes-of-use-attempts-on-blobs-by-lease-state.</remarks>
public sealed class LeaseBookTests
{
    private const long Installation = 1;

    private readonly LeaseBook book = new();
    private readonly object one = new();
    private readonly object other = new();
    private readonly DateTimeOffset end = Clock.Start + LeaseBook.Duration;

    public LeaseBookTests() => Assert.True(book.Take(Installation, one, Clock.Start));

    [Fact]
    public void WhileItIsHeldNobodyElseTakesIt() => Assert.False(book.Take(Installation, other, end - TimeSpan.FromTicks(1)));

    [Fact]
    public void OnceItRanOutAnotherTakesIt() => Assert.True(book.Take(Installation, other, end));

    [Fact]
    public void OneThatRanOutIsRenewedWhereNobodyTookIt()
    {
        Assert.True(book.Renew(Installation, one, end.AddHours(1)));
        Assert.False(book.Take(Installation, other, end.AddHours(1)));
    }

    [Fact]
    public void OneThatAnotherTookIsNotRenewed()
    {
        _ = book.Take(Installation, other, end);

        Assert.False(book.Renew(Installation, one, end));
    }

    [Fact]
    public void WhoDoesNotHoldItDoesNotGiveItBack()
    {
        book.Release(Installation, other);

        Assert.False(book.Take(Installation, other, Clock.Start));
    }

    [Fact]
    public void OneThatWasGivenBackIsNotRenewedAndIsFree()
    {
        book.Release(Installation, one);

        Assert.False(book.Renew(Installation, one, Clock.Start));
        Assert.True(book.Take(Installation, other, Clock.Start));
    }

    [Fact]
    public void EachInstallationHasItsOwn() => Assert.True(book.Take(Installation + 1, other, Clock.Start));
}
