using SbiContrib.Core.Duplicates;

namespace SbiContrib.Core.Tests.Duplicates;

/// <summary>What the thresholds must keep to on pairs that people labelled, found through an index of all of them.</summary>
public sealed class LabelledPairTests
{
    [Fact]
    public void InspirePairs()
    {
        var pairs = RealCases.Rows("dup_pairs.tsv");
        var works = pairs.SelectMany(pair => new[] { Inspire(pair, "a"), Inspire(pair, "b") }).DistinctBy(work => work.Key).ToList();
        var shares = Shares(pairs, works, pair => (Key(pair, "a"), Key(pair, "b")));
        Assert.InRange(shares("same", true), 0.57, 1);
        Assert.InRange(shares("same", false), 0.84, 1);
        Assert.Equal(0, shares("different", true));
        Assert.InRange(shares("different", false), 0, 0.01);
    }

    /// <summary>Two pairs there are unsure to their labeller too; their titles are equal and nobody knows the authors.</summary>
    [Fact]
    public void SitePairs()
    {
        var pairs = RealCases.Rows("dup_pairs.site.tsv");
        var works = pairs.SelectMany(pair => new[] { Site(pair, "a"), Site(pair, "b") }).DistinctBy(work => work.Key).ToList();
        var shares = Shares(pairs, works, pair => (pair["id_a"], pair["id_b"]));
        Assert.InRange(shares("same", true), 0.75, 1);
        Assert.Equal(1, shares("same", false));
        Assert.Equal(0, shares("different", true));
        Assert.Equal(0, shares("related", true));
    }

    private static Func<string, bool, double> Shares(List<Dictionary<string, string>> pairs, List<Candidate> works, Func<Dictionary<string, string>, (string, string)> keys)
    {
        var found = DuplicateIndex.Build(works).Pairs()
            .SelectMany(pair => new[] { ((works[pair.First].Key, works[pair.Second].Key), pair.Finding.Verdict), ((works[pair.Second].Key, works[pair.First].Key), pair.Finding.Verdict) })
            .GroupBy(pair => pair.Item1).ToDictionary(group => group.Key, group => group.First().Verdict);
        return (label, certain) =>
        {
            var labelled = pairs.Where(pair => pair["label"].StartsWith(label, StringComparison.Ordinal)).ToList();
            return (double)labelled.Count(pair => found.TryGetValue(keys(pair), out var verdict) && (!certain || verdict is DuplicateVerdict.Certain)) / labelled.Count;
        };
    }

    private static Candidate Inspire(Dictionary<string, string> pair, string side)
    {
        var authors = pair[$"authors_{side}"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isCut = int.TryParse(pair[$"n_authors_{side}"], out var count) && count > authors.Length;
        // The identifiers stay out: the pairs are to be found by what a reader sees.
        return new(Key(pair, side), pair[$"title_{side}"], [], isCut ? [.. authors, "et al."] : [.. authors], int.TryParse(pair[$"year_{side}"], out var year) ? year : null);
    }

    private static Candidate Site(Dictionary<string, string> pair, string side) =>
        Candidate.OfLink(pair[$"id_{side}"], pair[$"title_{side}"], pair[$"link_{side}"], []);

    private static string Key(Dictionary<string, string> pair, string side) =>
        pair[$"recid_{side}"] is { Length: > 0 } recid ? recid : $"{pair["file"]}:{side}";
}
