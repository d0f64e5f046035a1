using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.Tests.Azurite;
using SbiContrib.Tests.Way;

namespace SbiContrib.Tests.Receive;

/// <summary>How many web submissions of a day go straight on.</summary>
public sealed class PerDayTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_maintainer_who_allows_more_lets_what_waits_go_on()
    {
        await using var world = await Given.World(azurite, new() { Setting = "web-form-per-day: 1" });
        await using var program = await world.Begin();
        using var http = new HttpClient { BaseAddress = program.Address };
        for (var number = 1; number <= 3; number++)
        {
            using var taken = await http.PostAsJsonAsync("/api/contributions", new { site = world.Site.FullName, link = $"arXiv:9901.{number:D5}", section = "Cosmology" }, TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, taken.StatusCode);
        }
        await Given.Until("the first", () => world.Pulls().Count == 1);
        await world.Rest();
        Assert.Single(world.Pulls());

        var model = world.GitHub.Model;
        var settings = System.Text.Encoding.UTF8.GetString(model.Read(world.Site, "main", ".github/sbi-contrib.yml")!);
        _ = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { [".github/sbi-contrib.yml"] = settings.Replace("web-form-per-day: 1", "web-form-per-day: 2", StringComparison.Ordinal) });
        await Given.Until("the second", () => world.Pulls().Count == 2);
        await world.Rest();

        Assert.Equal(2, world.Pulls().Count);
    }

    [Fact]
    public async Task What_is_beyond_the_days_number_waits_and_then_is_refused()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 18, 0, 0, TimeSpan.Zero));
        await using var door = new Door(azurite);
        await door.Open(new() { Time = clock }, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var model = door.World.GitHub.Model;
        _ = model.Push(model.As(door.World.Site.Owner.Login), door.World.Site, "main", new Dictionary<string, string?> { [".github/sbi-contrib.yml"] = "lists:\n  - path: index.md\nweb-form: true\nweb-form-per-day: 2\n" });
        var held = new List<string?>();

        for (var number = 1; number <= 20; number++)
        {
            using var taken = await door.Submit(new { site = door.World.Site.FullName, link = $"arXiv:9901.{number:D5}" });
            using var status = await door.Http.GetAsync(taken.Headers.Location, TestContext.Current.CancellationToken);
            held.Add(((string?)(await Door.Json(status))["heldUntil"])?[..10]);
        }
        using var refused = await door.Submit(new { site = door.World.Site.FullName, link = "arXiv:9901.00021" });
        var words = await Door.Refused(refused, 429);
        clock.Advance(TimeSpan.FromHours(6));
        using var tomorrow = await door.Submit(new { site = door.World.Site.FullName, link = "arXiv:9901.00021" });

        Assert.Equal([null, null, "2026-03-02", "2026-03-02", "2026-03-03"], held.Take(5));
        Assert.Equal("2026-03-10", held[^1]);
        Assert.Contains("tomorrow", words, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(6), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, tomorrow.StatusCode);
    }
}
