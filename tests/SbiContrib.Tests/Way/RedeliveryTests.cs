using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SbiContrib.Core;
using SbiContrib.Local;
using SbiContrib.Queue;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Deliveries that come again when nobody expects them any more.</summary>
public sealed class RedeliveryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task After_a_restart_a_redelivery_changes_nothing()
    {
        await using var world = await Given.World(azurite);
        var issue = await Opened(world);

        await using var again = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(again.Address);
        Redeliver(world);
        await world.Rest();

        Assert.Single(world.Pulls());
        Assert.Single(world.Answers(issue));
    }

    [Fact]
    public async Task After_a_poisoning_a_contribution_is_stuck_and_a_redelivery_brings_it_on()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await Given.World(azurite);
        var key = ContributionKey.OfIssue(world.Site.Id, world.Contributes("https://arxiv.org/abs/9901.00001").Number);
        await using (var down = await LocalProgram.Start(world, LogLevel.None, null, cancellation))
        {
            var poison = new QueueClient(world.Azurite.ConnectionString, world.Prefix + "contributions-poison");
            await poison.SendMessageAsync(LookMessage.ToText(Look.At(key, 1)), cancellation);
            await Given.Until("stuck", () => State(down, key) == Core.State.Stuck);
        }

        await using var program = await LocalProgram.Start(world, LogLevel.None, null, cancellation);
        world.Connect(program.Address);
        Redeliver(world);
        await Given.Until("the pull request", () => State(program, key) == Core.State.Proposed);

        Assert.Single(world.Pulls());
    }

    private static async Task<Local.GitHub.Issue> Opened(World world)
    {
        await using var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("the answer", () => world.Answers(issue).Count == 1);
        await world.Rest();
        return issue;
    }

    private static void Redeliver(World world)
    {
        foreach (var delivery in world.GitHub.Model.Deliveries.ToList())
            _ = world.GitHub.Model.Redeliver(delivery.Id);
    }

    private static State? State(LocalProgram program, ContributionKey key) =>
        program.Services.GetRequiredService<IStore>().Find(key, TestContext.Current.CancellationToken).GetAwaiter().GetResult()?.State;
}
