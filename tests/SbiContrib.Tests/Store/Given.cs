using System.Text.Json;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Tests.Store;

/// <summary>Contributions to save.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Contribution Issue(int number, params string[] claims) => new()
    {
        Key = ContributionKey.OfIssue(77, number),
        Installation = 5,
        State = State.Checking,
        Received = Noon,
        Claims = [.. claims.Select(Identifier.Parse)],
    };

    public static Item Item(string link, params string[] section) => new() { Link = link, Outcome = Outcome.Good, Section = [.. section] };

    public static HistoryEntry Entry(int n) => new(Noon.AddSeconds(n), State.Checking, $"step {n}");

    /// <summary>A contribution with something in every place.</summary>
    public static Contribution Full(int number) => Issue(number, "arxiv:2010.06439", "doi:10.1073/pnas.1912789117") with
    {
        State = State.Approved,
        Due = Noon.AddHours(1),
        Tries = 2,
        Form = new(new Submission([new("https://arxiv.org/abs/2010.06439", "Reviews", "note", "title")]), "Ada", "hash"),
        Items = [Item("https://arxiv.org/abs/2010.06439", "Papers", "Reviews") with { Id = new("arxiv", "2010.06439"), Title = "Ti\0tle", Label = "L", Words = "w" }],
        Checked = "c",
        WaitsFor = [ContributionKey.OfIssue(77, 1)],
        Attempt = 2,
        Pull = 9,
        Head = "abc",
        Proposed = "p",
        Approval = new("mo", "p"),
        StatusComment = 8,
        StatusText = "s",
        Reason = "r",
        History = [Entry(0), Entry(1)],
    };

    /// <summary>All that a contribution says, to compare two.</summary>
    public static string Told(Contribution? contribution) => JsonSerializer.Serialize(contribution);
}
