using Azure;
using Azure.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using SbiContrib.Core;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;
using SbiContrib.Tests.GitHubClients;
using SbiContrib.Tests.Receive;

namespace SbiContrib.Tests.Queue;

/// <summary>What becomes of a message whose handling fails, by what it fails of.</summary>
public sealed class LookHandlerTests
{
    private static readonly Look Pull = new(77, 5, null) { Pull = 8, Said = true };

    private readonly KeptQueue queue = new();
    private readonly FakeTimeProvider clock = new();
    private readonly Mock<IGitHub> gitHub = new();
    private readonly Mock<IStore> store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => clock.GetUtcNow();

    public static TheoryData<Exception> PassingFaults =>
    [
        new RequestFailedException(503, "busy"),
        new RequestFailedException(0, "no connection"),
        new AggregateException(new RequestFailedException(500, "down"), new IOException("reset")),
        new AuthenticationFailedException("no token now"),
    ];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Storage_that_is_down_is_nobodys_fault(Exception fault)
    {
        Answers(_ => throw fault);

        await Handle(Pull);

        Assert.Equal([Pull with { Tries = 1, Since = Now }], queue.Take());
    }

    [Fact]
    public async Task What_storage_refuses_for_good_is_ours()
    {
        Answers(_ => throw new RequestFailedException(400, "bad"));

        _ = await Assert.ThrowsAsync<RequestFailedException>(() => Handle(Pull));
        Assert.Empty(queue.Take());
    }

    [Fact]
    public async Task What_takes_too_long_goes_on_later()
    {
        Answers(async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
            return null;
        });

        var handling = Handle(Pull);
        clock.Advance(TimeSpan.FromMinutes(4));
        await handling;

        Assert.Equal([Pull with { Tries = 1, Since = Now }], queue.Take());
    }

    [Fact]
    public async Task The_end_of_the_program_is_no_not_now()
    {
        using var ends = new CancellationTokenSource();
        Answers(async cancellation =>
        {
            await ends.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return null;
        });

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Handle(Pull, ends.Token));
        Assert.Empty(queue.Take());
    }

    [Fact]
    public async Task What_is_put_off_for_more_than_a_day_is_given_up_and_comes_later()
    {
        Answers(_ => throw new NotNowException("down"));
        var first = Now;

        await Handle(Pull with { Tries = 60, Since = first });
        clock.Advance(TimeSpan.FromHours(25));
        await Handle(Pull with { Tries = 60, Since = first });

        Assert.Equal([Pull with { Tries = 61, Since = first }, Pull with { GivenUp = 1 }], queue.Take());
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task What_the_timer_wakes_again_is_left_to_it(int tries, bool sent)
    {
        Answers(_ => throw new NotNowException("down"));

        await Handle(Pull with { Woken = true, Tries = tries });

        Assert.Equal(sent, queue.Take().Length == 1);
    }

    [Fact]
    public async Task A_pull_request_whose_look_was_given_up_is_looked_at_again_later()
    {
        await Handler().HandlePoisoned(new(Pull with { Tries = 3 }, 0), Cancel);

        Assert.Equal([Pull with { GivenUp = 1 }], queue.Take());
    }

    [Fact]
    public async Task What_cannot_be_marked_as_stuck_is_looked_at_again_later()
    {
        store.Setup(one => one.Find(It.IsAny<ContributionKey>(), It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("a row of another version"));

        await Handler().HandlePoisoned(new(Look.At(new(77, "issue-1"), 5), 0), Cancel);

        Assert.Equal([Look.At(new(77, "issue-1"), 5) with { GivenUp = 1 }], queue.Take());
    }

    private void Answers(Func<CancellationToken, Task<SbiContrib.GitHub.Repository?>> answer) =>
        gitHub.Setup(one => one.Repository(It.IsAny<long>(), It.IsAny<CancellationToken>())).Returns((long _, CancellationToken cancellation) => answer(cancellation));

    private Task Handle(Look look, CancellationToken? cancellation = null) => Handler().Handle(look, cancellation ?? Cancel);

    private LookHandler Handler()
    {
        var gitHubs = Mock.Of<IGitHubs>(one => one.For(5) == gitHub.Object);
        return new(null!, null!, store.Object, queue, gitHubs, new Budgets(new MemoryBudgets(), new Settings(), clock, NullLogger<Budgets>.Instance), clock, NullLogger<LookHandler>.Instance);
    }
}
