using System.Collections.Frozen;

namespace SbiContrib.Core.Duplicates;

/// <summary>What sets works of one title apart: what they are, and which part or number.</summary>
internal static class TitleMarks
{
    private static readonly (string Words, string Kind)[] Beginnings =
    [
        ("erratum", "erratum"), ("errata", "erratum"), ("corrigendum", "erratum"), ("corrigenda", "erratum"), ("correction to", "erratum"),
        ("publisher correction", "erratum"), ("author correction", "erratum"), ("publishers note", "erratum"), ("correction", "erratum"), ("expression of concern", "retraction"), ("editorial note", "retraction"), ("editors note", "retraction"), ("addendum", "addendum"), ("retraction", "retraction"), ("retracted", "retraction"),
        ("comment on", "comment"), ("comments on", "comment"), ("comment to", "comment"), ("discussion of", "comment"), ("discussion on", "comment"), ("contribution to the discussion", "comment"),
        ("reply to", "reply"), ("reply", "reply"), ("response to", "reply"), ("authors reply", "reply"), ("rejoinder", "reply"), ("decision letter", "review"), ("author response", "reply"), ("review for", "review"),
        ("code for", "code"), ("source code for", "code"), ("software for", "code"), ("code and data for", "code"), ("code from", "code"), ("replication code", "code"), ("replication package", "code"), ("replication data", "data"),
        ("data for", "data"), ("data from", "data"), ("dataset", "data"), ("data set for", "data"), ("supporting data", "data"), ("training data for", "data"), ("figure data", "data"), ("notebooks for", "code"), ("code accompanying", "code"), ("supplemental", "supplement"), ("supplementary", "supplement"), ("supplement to", "supplement"), ("supporting information", "supplement"),
        ("master thesis", "thesis"), ("masters thesis", "thesis"), ("phd thesis", "thesis"), ("doctoral thesis", "thesis"), ("thesis", "thesis"), ("dissertation", "thesis"), ("bachelor thesis", "thesis"),
        ("poster", "poster"), ("slides", "poster"), ("book review", "review"), ("review of the book", "review"), ("invited talk", "poster"), ("abstract", "poster"), ("talk", "poster"), ("video", "poster"),
    ];

    private static readonly (string Words, string Kind)[] Ends =
    [
        ("dataset", "data"), ("data set", "data"), ("erratum", "erratum"), ("corrigendum", "erratum"), ("addendum", "addendum"), ("reply", "reply"), ("code", "code"), ("software", "code"),
        ("thesis", "thesis"), ("dissertation", "thesis"), ("poster", "poster"), ("slides", "poster"), ("supplementary material", "supplement"), ("supplement", "supplement"), ("extended abstract", "poster"), ("code release", "code"), ("supplemental material", "supplement"),
    ];

    // Before a colon these say what a text is; a work's own name is none of them.
    private static readonly FrozenSet<string> Genres = FrozenSet.ToFrozenSet(
    [
        "correction", "talk", "video", "tutorial", "highlight", "highlights", "lecture", "lectures", "seminar", "workshop", "podcast", "interview", "perspective", "commentary", "editorial", "review", "news", "note",
        "notes", "demo", "demonstration", "presentation", "summary", "article", "paper", "letter", "viewpoint", "opinion", "essay", "survey", "reconsidering", "revisiting", "colloquium", "introduction", "preface", "foreword",
    ]);

    // In "with" and "without", "is" and "is not", parts "A" and "B", "two" and "three bodies".
    private static readonly FrozenSet<string> Turns = FrozenSet.ToFrozenSet(
    [
        "not", "no", "without", "with", "never", "non", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "b", "c", "d", "one", "two", "three", "four", "five", "first", "second", "third", "data", "dataset", "code", "software",
    ]);

    private static readonly string[] Roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

    /// <summary>What a normalised title says it is, at its head or its end; empty for a work like any other.</summary>
    public static string Kind(string title)
    {
        foreach (var (words, kind) in Beginnings)
        {
            if (title.StartsWith(words, StringComparison.Ordinal) && (title.Length == words.Length || title[words.Length] == ' '))
                return kind;
        }
        foreach (var (words, kind) in Ends)
        {
            if (title.EndsWith(words, StringComparison.Ordinal) && (title.Length == words.Length || title[^(words.Length + 1)] == ' '))
                return kind;
        }
        return "";
    }

    /// <summary>Whether what stands before a colon says what kind of text follows, or is a sentence rather than a name.</summary>
    public static bool IsGenre(string head) => head.Contains(' ', StringComparison.Ordinal) || Genres.Contains(head);

    /// <summary>Whether a title with this word more or less speaks of something else.</summary>
    public static bool TurnsTheSense(string word) => Turns.Contains(word);

    /// <summary>The numbers of a title, in order: its runs of digits, wherever they touch letters, and its Roman numbers.</summary>
    public static string[] Numbers(string[] words)
    {
        var numbers = new List<string>();
        foreach (var word in words)
        {
            if (Array.IndexOf(Roman, word) is > 1 and not (5 or 10) and var value)
                numbers.Add(value.ToString());
            for (var i = word.AsSpan().IndexOfAnyInRange('0', '9'); i >= 0 && i < word.Length;)
            {
                var end = i;
                while (end < word.Length && char.IsAsciiDigit(word[end]))
                    end++;
                numbers.Add(word[i..end]);
                var next = word.AsSpan(end).IndexOfAnyInRange('0', '9');
                i = next < 0 ? -1 : end + next;
            }
        }
        numbers.Sort(StringComparer.Ordinal);
        return [.. numbers];
    }

    /// <summary>The small numbers that stand alone: in two titles alike they count the parts of a series.</summary>
    public static int[] Counters(string[] words) =>
        [.. words.Where(word => word.Length < 3).Select(word => int.TryParse(word, out var number) ? number : 0).Where(number => number is > 0 and < 21)];

    /// <summary>The part of a series: <c>part 2</c>, <c>paper II</c>, or a Roman number.</summary>
    public static int Part(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var roman = Array.IndexOf(Roman, words[i]);
            var named = i > 0 && words[i - 1] is "part" or "paper" or "volume" or "vol" or "chapter" or "report";
            if (named && roman > 0)
                return roman;
            if (named && words[i].Length < 4 && int.TryParse(words[i], out var number))
                return number;
            if (roman is > 1 and not (5 or 10) || (roman is 1 or 5 or 10 && i > 0 && i == words.Length - 1))
                return roman;
        }
        return 0;
    }
}
