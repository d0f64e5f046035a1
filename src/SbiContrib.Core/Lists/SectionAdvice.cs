using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>A place and how likely it is, of 1.</summary>
/// <param name="Place">The place.</param>
/// <param name="Weight">Its weight among all places of the list.</param>
public sealed record LikelyPlace(ListPlace Place, double Weight);

/// <summary>Says where a work belongs by what the list's own entries say: naive Bayes over the words of titles.</summary>
public static class SectionAdvice
{
    /// <summary>What a word counts in a place where it was never seen.</summary>
    private const double Unseen = 0.1;

    /// <summary>The likeliest places, best first.</summary>
    /// <param name="document">The list; its entries are what is learned from.</param>
    /// <param name="title">The work's title.</param>
    /// <param name="count">How many places to name.</param>
    /// <returns>At most that many places.</returns>
    public static ImmutableArray<LikelyPlace> Likeliest(IListDocument document, string title, int count = 3)
    {
        var places = document.Entries.GroupBy(e => new ListPlace(e.Section, e.Label).ToString(), StringComparer.Ordinal)
            .Select(g => (Place: new ListPlace(g.First().Section, g.First().Label), Entries: g.Count(), Words: Count(g))).ToList();
        var known = places.SelectMany(p => p.Words.Keys).Distinct(StringComparer.Ordinal).Count();
        var words = WordsOf(title).Where(w => places.Exists(p => p.Words.ContainsKey(w))).ToList();
        var scored = places.Select(p => (p.Place, Score: Math.Log(p.Entries) + words.Sum(w => Likelihood(p.Words, w, known)))).OrderByDescending(p => p.Score).ToList();
        var all = scored.Sum(p => Math.Exp(p.Score - scored[0].Score));
        return [.. scored.Take(count).Select(p => new LikelyPlace(p.Place, Math.Exp(p.Score - scored[0].Score) / all))];
    }

    private static double Likelihood(Dictionary<string, int> words, string word, int known) =>
        Math.Log((words.GetValueOrDefault(word) + Unseen) / (words.Values.Sum() + Unseen * known));

    private static Dictionary<string, int> Count(IEnumerable<Entry> entries) =>
        entries.SelectMany(e => WordsOf(e.Title)).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    private static IEnumerable<string> WordsOf(string title) => Words.Plain(title).Split(' ').Where(w => w.Length > 2).Distinct(StringComparer.Ordinal);
}
