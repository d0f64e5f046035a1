using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Truth;

namespace SbiContrib.Simulation.Tests;

/// <summary>Each law is broken on purpose: it must be the one that notices.</summary>
public sealed class SlipTests
{
    [Theory]
    [InlineData(nameof(Slip.RunThrows), nameof(Law.NoFault), 1)]
    [InlineData(nameof(Slip.TimerThrows), nameof(Law.NoFault), 1)]
    [InlineData(nameof(Slip.PoisonThrows), nameof(Law.NoFault), 1)]
    [InlineData(nameof(Slip.HandlerThrows), nameof(Law.NoFault), 1)]
    [InlineData(nameof(Slip.DeliveryThrows), nameof(Law.NoFault), 1)]
    [InlineData(nameof(Slip.FormThrows), nameof(Law.NoFault), 1)]
    [InlineData(nameof(Slip.NobodyWakes), nameof(Law.Rest), 1)]
    [InlineData(nameof(Slip.SecondPull), nameof(Law.OnePull), 1)]
    [InlineData(nameof(Slip.StatusTwice), nameof(Law.OneStatus), 1)]
    [InlineData(nameof(Slip.StatusKept), nameof(Law.Told), 1)]
    [InlineData(nameof(Slip.PastLost), nameof(Law.Told), 1)]
    [InlineData(nameof(Slip.BranchGoes), nameof(Law.NoDeleting), 1)]
    [InlineData(nameof(Slip.ReviewForAll), nameof(Law.Approved), 1)]
    [InlineData(nameof(Slip.ClaimKept), nameof(Law.NoClaimLeft), 1)]
    [InlineData(nameof(Slip.EditsForgotten), nameof(Law.Forward), 1)]
    [InlineData(nameof(Slip.OthersTakenOut), nameof(Law.Followed), 1)]
    [InlineData(nameof(Slip.EntryTwice), nameof(Law.EntryOnce), 1)]
    [InlineData(nameof(Slip.BarredUnread), nameof(Law.Barred), 330)]
    [InlineData(nameof(Slip.DeafToIssues), nameof(Law.Answered), 1)]
    [InlineData(nameof(Slip.DeafToCommands), nameof(Law.Obeyed), 1)]
    [InlineData(nameof(Slip.AnswerTwice), nameof(Law.AnsweredOnce), 1)]
    [InlineData(nameof(Slip.EverybodyMay), nameof(Law.Commanded), 1)]
    [InlineData(nameof(Slip.EditsCount), nameof(Law.Commanded), 60)]
    [InlineData(nameof(Slip.FormLost), nameof(Law.FormKept), 1)]
    [InlineData(nameof(Slip.NeverDue), nameof(Law.Wakes), 1)]
    public void WhatIsDoneWrongIsNoticedByItsLaw(string slip, string law, ulong from)
    {
        var many = new Many(slip: Enum.Parse<Slip>(slip)).Run(from, count: 1_000, untilWrong: true);

        Assert.NotEmpty(many.Wrongs);
        Assert.All(many.Wrongs, wrong => Assert.StartsWith($"{law}: ", wrong.Wrong, StringComparison.Ordinal));
    }
}
