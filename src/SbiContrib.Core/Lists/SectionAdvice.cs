using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>A place and how likely it is, of 1.</summary>
/// <param name="Place">The place.</param>
/// <param name="Weight">Its weight among all places of the list.</param>
public sealed record LikelyPlace(ListPlace Place, double Weight);

/// <summary>
/// Says where a work belongs by what the list's own entries say: naive Bayes over the words of titles.
/// Words aren't independent, so its odds are far too sure; they are tempered until they would have told the list's own entries,
/// each held out, as truly as they can.
/// </summary>
public static class SectionAdvice
{
    /// <summary>What a word counts in a place where it was never seen.</summary>
    private const double Unseen = 0.1;

    /// <summary>How many entries are held out to temper the weights.</summary>
    private const int HeldOut = 200;

    /// <summary>What most lists need, and how many entries it takes to say otherwise.</summary>
    private const double Usual = 0.3;
    private const double Doubt = 10;

    private static readonly double[] Tempers = [1, 0.8, 0.65, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05];

    /// <summary>The likeliest places, best first.</summary>
    /// <param name="document">The list; its entries are what is learned from.</param>
    /// <param name="title">The work's title.</param>
    /// <param name="count">How many places to name.</param>
    /// <returns>At most that many places.</returns>
    public static ImmutableArray<LikelyPlace> Likeliest(IListDocument document, string title, int count = 3)
    {
        var places = Learned.Of(document);
        if (places.Count == 0)
            return [];
        var weights = Weights(Scores(places, Tokens(title), -1), Temper(places));
        return [.. places.Zip(weights, (p, w) => new LikelyPlace(p.Place, w)).OrderByDescending(p => p.Weight).Take(count)];
    }

    /// <summary>How much the odds count: by the value that gives the places of held out entries the greatest likelihood.</summary>
    private static double Temper(List<Learned> places)
    {
        var entries = places.SelectMany((p, at) => p.Titles.Select(t => (Title: t, At: at))).Where(e => places[e.At].Titles.Count > 1).ToList();
        if (entries.Count == 0)
            return Usual;
        var step = Math.Max(1, entries.Count / HeldOut);
        var scored = entries.Where((_, i) => i % step == 0).Select(e => (Scores: Scores(places, e.Title, e.At), e.At)).ToList();
        return Tempers.MaxBy(t => scored.Sum(s => Math.Log(Math.Max(1e-12, Weights(s.Scores, t)[s.At]))) - Doubt * Math.Pow(Math.Log(t / Usual), 2));
    }

    /// <summary>The logarithm of each place's odds, as if one entry of a place weren't there.</summary>
    private static double[] Scores(List<Learned> places, string[] words, int without)
    {
        var known = Array.FindAll(words, w => places.Exists(p => p.Words.ContainsKey(w)));
        return [.. places.Select((p, at) => p.Score(known, at == without))];
    }

    private static double[] Weights(double[] scores, double temper)
    {
        var best = scores.Max();
        var odds = Array.ConvertAll(scores, s => Math.Exp((s - best) * temper));
        var all = odds.Sum();
        return Array.ConvertAll(odds, o => o / all);
    }

    /// <summary>The words of a title, each once, without the ending of a plural.</summary>
    private static string[] Tokens(string title) =>
        [.. Words.Plain(title).Split(' ').Where(w => w.Length > 2).Select(w => w.Length > 4 && w.EndsWith('s') && !w.EndsWith("ss", StringComparison.Ordinal) ? w[..^1] : w).Distinct(StringComparer.Ordinal)];

    /// <summary>What is known of a place.</summary>
    private sealed record Learned(ListPlace Place, List<string[]> Titles, Dictionary<string, int> Words, int All)
    {
        private int Vocabulary { get; init; }

        /// <summary>Learns from all entries of a list.</summary>
        public static List<Learned> Of(IListDocument document)
        {
            var places = document.Entries.GroupBy(e => new ListPlace(e.Section, e.Label).ToString(), StringComparer.Ordinal).Select(g =>
            {
                var titles = g.Select(e => Tokens(e.Title)).ToList();
                var words = titles.SelectMany(t => t).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(w => w.Key, w => w.Count(), StringComparer.Ordinal);
                return new Learned(new(g.First().Section, g.First().Label), titles, words, words.Values.Sum());
            }).ToList();
            var vocabulary = places.SelectMany(p => p.Words.Keys).Distinct(StringComparer.Ordinal).Count();
            return [.. places.Select(p => p with { Vocabulary = vocabulary })];
        }

        /// <summary>The logarithm of its odds for a title; where the title is one of its own, as if it weren't.</summary>
        public double Score(string[] words, bool own)
        {
            var (titles, all) = own ? (Titles.Count - 1, All - words.Length) : (Titles.Count, All);
            var score = Math.Log(titles + Unseen);
            foreach (var word in words)
                score += Math.Log((Words.GetValueOrDefault(word) - (own ? 1 : 0) + Unseen) / (all + Unseen * Vocabulary));
            return score;
        }
    }
}
