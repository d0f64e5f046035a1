using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.Queue;
using SbiContrib.Tests.Receive;

namespace SbiContrib.Tests.Queue;

/// <summary>What was said at a pull request isn't lost when looking at it failed.</summary>
public sealed class PoisonedPullTests
{
    [Fact]
    public async Task A_pull_request_whose_look_was_given_up_is_looked_at_again_later()
    {
        var queue = new KeptQueue();
        var look = new Look(77, 5, null, Tries: 3) { Pull = 8, Said = true };
        var handler = new LookHandler(null!, null!, null!, queue, null!, null!, new FakeTimeProvider(), NullLogger<LookHandler>.Instance);

        await handler.HandlePoisoned(new(look, ""), TestContext.Current.CancellationToken);

        Assert.Equal([look with { Tries = 0 }], queue.Take());
    }
}
