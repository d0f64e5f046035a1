using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using SbiContrib.GitHub;
using SbiContrib.Local.GitHub;
using SbiContrib.Store;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>An installation's budget: GitHub's limits are kept before GitHub must refuse.</summary>
public sealed class BudgetTests
{
    private static readonly Uri Comments = new("http://github.invalid/api/v3/repos/lab/site/issues/1/comments");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_of_more_work_than_the_limits_allow_is_never_refused_and_uses_most_of_them()
    {
        var clock = new JumpingClock();
        var gitHub = new RateLimits(clock) { Enforced = true };
        using var budget = new Budget(new(), clock);
        var caller = new Caller(Actor.Nobody, true, "installation 1", "installation ID 1");
        var (sent, refused, content) = (0, 0, 0);
        var end = clock.GetUtcNow() + TimeSpan.FromDays(1);
        while (clock.GetUtcNow() < end)
        {
            // As contributions do: about two reads for each write, and a sixth of the writes are told to people.
            var kind = sent % 18;
            using var request = new HttpRequestMessage(kind % 3 == 0 ? HttpMethod.Post : HttpMethod.Get, kind == 0 ? Comments : new Uri("http://github.invalid/api/v3/repos/lab/site/git/trees"));
            try
            {
                using var answer = await budget.Send(request, () => Task.FromResult(Answered(gitHub, caller, request)), Cancel);
                sent++;
                refused += answer.StatusCode == HttpStatusCode.Forbidden ? 1 : 0;
                content += kind == 0 ? 1 : 0;
            }
            catch (NotNowException wait)
            {
                clock.Jump(wait.Until!.Value - clock.GetUtcNow());
            }
        }

        Assert.Equal(0, refused);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} requests and {content} of content in 24 hours, {sent / 1200.0:0.0} % of what the limit by the hour allows");
        Assert.True(sent >= 0.75 * 24 * 5_000, $"{sent} requests");
    }

    [Fact]
    public async Task A_lease_is_given_back_though_the_budget_cannot_be_kept()
    {
        var lease = new Mock<ILease>();
        var leases = Mock.Of<ILeases>(one => one.TryTake(5, It.IsAny<CancellationToken>()) == Task.FromResult<ILease?>(lease.Object));
        var kept = new Mock<IBudgetStore>();
        kept.Setup(one => one.Write(5, It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("a fault"));
        using var budgets = new Budgets(kept.Object, new Settings(), new FakeTimeProvider(), NullLogger<Budgets>.Instance);
        var turn = (await new BudgetedLeases(leases, budgets).TryTake(5, Cancel))!;

        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => turn.DisposeAsync().AsTask());

        lease.Verify(one => one.DisposeAsync());
    }

    [Fact]
    public async Task A_clock_that_was_ahead_elsewhere_stops_nobody_here()
    {
        var clock = new FakeTimeProvider();
        var ahead = clock.GetUtcNow().AddHours(6);
        using var budget = new Budget(new(), clock);
        budget.Merge(new BudgetState { LastWrite = ahead, Minute = [new(ahead, 800, 0)], Until = ahead.AddHours(20) });
        using var request = new HttpRequestMessage(HttpMethod.Post, Comments);

        var wait = await Assert.ThrowsAsync<NotNowException>(() => budget.Send(request, () => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created)), Cancel));

        Assert.InRange(wait.Until!.Value - clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromHours(1));
        using var answer = await budget.Send(request, () => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created)), Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("comments", 500)]
    [InlineData("labels", 900 / 5 * 60)]
    public async Task What_people_are_told_of_and_points_are_counted_by_themselves(string what, int mostAnHour)
    {
        var clock = new JumpingClock();
        var gitHub = new RateLimits(clock) { Enforced = true, PerHour = 1_000_000 };
        using var budget = new Budget(new() { WriteSpacing = TimeSpan.Zero }, clock);
        var caller = new Caller(Actor.Nobody, true, "installation 1", "installation ID 1");
        var (sent, end) = (0, clock.GetUtcNow() + TimeSpan.FromHours(6));
        while (clock.GetUtcNow() < end)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://github.invalid/api/v3/repos/lab/site/issues/1/{what}"));
            try
            {
                using var answer = await budget.Send(request, () => Task.FromResult(Answered(gitHub, caller, request)), Cancel);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                sent++;
            }
            catch (NotNowException wait)
            {
                clock.Jump(wait.Until!.Value - clock.GetUtcNow());
            }
        }

        Assert.InRange(sent, 0.75 * 6 * mostAnHour, 7 * mostAnHour);
    }

    [Fact]
    public async Task Where_the_operator_says_that_there_is_no_limit_nothing_waits()
    {
        var clock = new JumpingClock();
        using var budget = new Budget(new() { PointsPerMinute = 0, ContentPerMinute = 0, ContentPerHour = 0, WriteSpacing = TimeSpan.Zero }, clock);
        var start = clock.GetUtcNow();
        for (var sent = 0; sent < 2_000; sent++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Comments);
            using var answer = await budget.Send(request, () => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created)), Cancel);
        }

        budget.NeedRoom(upkeep: true);
        Assert.Equal(start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Writes_are_a_second_apart_and_reads_need_not_wait()
    {
        await using var client = await Client.Start(spacing: TimeSpan.FromSeconds(1));
        var issue = client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A");
        _ = await client.View.WriteComment(client.Site, issue.Number, "one", Cancel);

        var second = client.View.WriteComment(client.Site, issue.Number, "two", Cancel);
        _ = await client.View.Issue(client.Site, issue.Number, Cancel);
        Assert.False(second.IsCompleted);
        client.Clock.Advance(TimeSpan.FromSeconds(1));
        _ = await second;

        Assert.Equal(2, issue.Comments.Count);
    }

    [Fact]
    public async Task What_GitHub_refused_is_obeyed_without_being_asked_again()
    {
        await using var client = await Client.Start();
        client.Spoil(new Fault((_, path) => path.Contains("/issues/", StringComparison.Ordinal)) { Status = 429, RetryAfter = 90, Message = "You have exceeded a secondary rate limit" });
        _ = await Assert.ThrowsAsync<NotNowException>(() => client.View.Issue(client.Site, 1, Cancel));
        var asked = client.Asked("GET", "/issues/");

        var wait = await Assert.ThrowsAsync<NotNowException>(() => client.View.Issue(client.Site, 1, Cancel));
        Assert.Equal((client.Now.AddSeconds(90), asked), (wait.Until, client.Asked("GET", "/issues/")));
        client.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(Core.IssueState.Gone, (await client.View.Issue(client.Site, 1, Cancel)).State);
    }

    [Fact]
    public void After_a_refusal_less_is_used_and_by_and_by_more_again()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var calm = new BudgetState();
        var careful = calm.Refused(now, TimeSpan.Zero);
        int Most(BudgetState state, DateTimeOffset at)
        {
            var sent = 0;
            for (var cost = new Cost(5, true, false, "core"); state.Free(cost, at, new()) <= at; sent++)
                state = state.With(new Spent(at, cost.Points, 0), at);
            return sent;
        }
        Assert.True(Most(careful, now) < Most(calm, now));
        Assert.True(Most(careful, now.AddHours(1)) > Most(careful, now));
        Assert.Equal(Most(calm, now), Most(careful, now.AddHours(6)));
    }

    [Fact]
    public void A_refusal_that_names_no_wait_is_waited_for_longer_each_time()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var first = new BudgetState().Refused(now, null);
        var second = first.Refused(first.Until!.Value, null);

        Assert.Equal(TimeSpan.FromMinutes(1), first.Until - now);
        Assert.Equal(TimeSpan.FromMinutes(2), second.Until - first.Until);
        Assert.Equal(TimeSpan.FromMinutes(1), second.Refused(now.AddDays(1), null).Until - now.AddDays(1));
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Sun, 01 Mar 2026 12:02:00 GMT", 120)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void A_wait_is_said_in_seconds_or_by_a_date(string? header, int? seconds) =>
        Assert.Equal(seconds, RetryAfter.Of(header, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))?.TotalSeconds);

    [Fact]
    public async Task What_one_process_spends_the_next_holder_of_the_lease_knows()
    {
        var kept = new MemoryBudgets();
        await using var one = await Client.Start(limits: true, budgets: kept);
        await using var other = await Client.Start(budgets: kept, shared: one.World, time: one.Clock);
        one.World.Server.Limits.PerHour = 60;
        var installation = one.World.Installation.Id;
        for (var number = 1; number <= 58; number++)
            _ = await one.View.Issue(one.Site, number, Cancel);
        await one.Budgets.Keep(installation);

        other.Budgets.Of(installation).NeedRoom(upkeep: false);
        await other.Budgets.Read(installation, Cancel);
        var wait = Assert.Throws<NotNowException>(() => other.Budgets.Of(installation).NeedRoom(upkeep: false));
        Assert.True(wait.Until > one.Now.AddMinutes(50));
    }

    [Fact]
    public async Task Upkeep_leaves_a_part_to_people()
    {
        await using var client = await Client.Start(limits: true);
        client.World.Server.Limits.PerHour = 200;
        for (var number = 1; number <= 155; number++)
            _ = await client.View.Issue(client.Site, number, Cancel);
        var budget = client.Budgets.Of(client.World.Installation.Id);
        budget.NeedRoom(upkeep: false);
        _ = Assert.Throws<NotNowException>(() => budget.NeedRoom(upkeep: true));
    }

    private static HttpResponseMessage Answered(RateLimits gitHub, Caller caller, HttpRequestMessage request)
    {
        var content = RequestLog.CreatesContent(request.Method.Method, request.RequestUri!.AbsolutePath["/api/v3".Length..]);
        var refused = gitHub.Refuse(caller, request.Method.Method, content) is not null;
        if (!refused)
            gitHub.Count(caller, request.Method.Method, content, notModified: false);
        var answer = new HttpResponseMessage(refused ? HttpStatusCode.Forbidden : HttpStatusCode.OK);
        foreach (var (name, value) in gitHub.Headers(caller))
            answer.Headers.Add(name, value);
        return answer;
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private readonly FakeTimeProvider _clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

        public void Jump(TimeSpan time) => _clock.Advance(time + TimeSpan.FromTicks(1));

        public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = _clock.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero)
                _clock.Advance(dueTime);
            return timer;
        }
    }
}
