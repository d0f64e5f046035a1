using System.Buffers;
using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>How even the hand is that wrote a list: what two texts of an entry differ in, and whether its neighbours could have told.</summary>
internal static class ListHand
{
    private const int Near = 10;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-_");

    private static readonly (string Name, Func<Entry, string?> Of)[] Habits =
    [
        ("space at the end of a line", e => Break(e.Text)),
        ("indentation of a further line", e => Indentation(e.Text)),
        ("blank line inside it", e => e.Text.Contains('\n', StringComparison.Ordinal) ? e.Text.ReplaceLineEndings("\n").Contains("\n\n", StringComparison.Ordinal).ToString() : null),
        ("capitals in a link's words", e => string.Concat(Links(e.Text).Where(l => e.Links.Any(k => k.Role.Equals(l, StringComparison.OrdinalIgnoreCase))))),
        ("space before a link", e => BeforeLinks(e.Text)),
        ("how authors are joined", e => Joins(e)),
        ("what stands before its note", e => BeforeNote(e)),
        ("bullet", e => e.Text[..(e.Text.Length - e.Text.TrimStart(' ', '\t', '-', '*', '+').Length)]),
    ];

    /// <summary>What two texts of an entry differ in.</summary>
    public static string Reason(Entry was, Entry now)
    {
        var differing = Habits.Where(h => h.Of(was) != h.Of(now)).Select(h => h.Name).ToList();
        return differing.Count > 0 ? string.Join(", ", differing)
            : was.Text.Equals(now.Text, StringComparison.OrdinalIgnoreCase) ? "capitals"
            : Words(was.Text) == Words(now.Text) ? "space"
            : !was.Authors.SequenceEqual(now.Authors) ? "authors"
            : !was.Links.SequenceEqual(now.Links) ? "links"
            : was.Note != now.Note ? "note"
            : Letters(was.Text) == Letters(now.Text) ? "a mark" : "order of its parts";
    }

    /// <summary>Whether two texts are the same but for what no source knows: a note, a venue, links that name no work, which address of a work somebody chose; in data files, fields besides title, authors, links and year.</summary>
    public static bool SaysTheSame(Entry was, Entry now) =>
        was.Text.TrimStart() is ['-' or '*' or '+', ..] && !was.Text.Contains("title:", StringComparison.Ordinal)
            ? Known(was) == Known(now)
            : Fields(was.Text).Join(Fields(now.Text), f => f.Key, f => f.Key, (a, b) => a.Text == b.Text).All(same => same);

    private static string Known(Entry entry)
    {
        // Behind the bullet; a bold label begins with the same mark.
        var body = entry.Text.Length - entry.Text.TrimStart()[1..].TrimStart().Length;
        var shape = ShapeReader.Read(entry.Text, 0, body, entry.Text.Length, References.None);
        return (shape with
        {
            Elements = [.. shape.Elements.Where(e => e.Slot is not (Slot.Note or Slot.Venue) && (e.Slot != Slot.Link || Identify.Link(e.Url!).Id is { Scheme: not "github" }))
                .Select(e => e.Url is null ? e : e with { Url = Identify.Link(e.Url).Id?.ToString() })],
        }).ToString().TrimEnd();
    }

    /// <summary>The lines of the fields that a source knows.</summary>
    private static IEnumerable<(string Key, string Text)> Fields(string text)
    {
        var (key, lines) = ("", new List<string>());
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append("end:"))
        {
            var name = line.TrimStart(' ', '-', '\t');
            var end = name.AsSpan().IndexOfAnyExcept(NameCharacters);
            if (end <= 0 || name[end..].TrimStart() is not (['=' or ':', ..]))
            {
                lines.Add(line);
                continue;
            }
            if (key is "title" or "author" or "authors" or "link" or "doi" or "eprint" or "url" or "year" or "arxiv" or "inspire-id")
                yield return (key, string.Join('\n', lines).TrimEnd(',', '}', '\n'));
            (key, lines) = (name[..end], [line]);
        }
    }

    /// <summary>Whether fewer of the entries around write it as it stood than as it came back, in each thing that differs.</summary>
    public static bool IsSlip(IListDocument document, int at, Entry now) =>
        Counted(document, at, now).ToList() is { Count: > 0 } counted && counted.TrueForAll(c => c.Theirs < c.Ours);

    /// <summary>How many of the entries around write it as it stood, and as it came back.</summary>
    public static string Counts(IListDocument document, int at, Entry now) =>
        string.Join("; ", Counted(document, at, now).Select(c => $"{c.Name}: of {c.All} neighbours {c.Theirs} write it so, {c.Ours} as we do"));

    private static IEnumerable<(string Name, int All, int Theirs, int Ours)> Counted(IListDocument document, int at, Entry now)
    {
        var was = document.Entries[at];
        var near = Enumerable.Range(1, Near).SelectMany(d => new[] { at - d, at + d }).Where(i => i >= 0 && i < document.Entries.Length && document.Entries[i].Section.SequenceEqual(was.Section)).Take(Near).Select(i => document.Entries[i]).ToList();
        return Habits.Where(h => h.Of(was) != h.Of(now)).Select(h => (h.Name, near.Count, near.Count(e => h.Of(e) == h.Of(was)), near.Count(e => h.Of(e) == h.Of(now))));
    }

    /// <summary>Whether an entry stands between its neighbours as an order wants; a tie is in order.</summary>
    public static bool StandsInOrder(IListDocument document, int at, ListOrder order)
    {
        var own = document.Entries[at];
        return Enumerable.Range(at - 1, 2).Where(i => i >= 0 && i + 1 < document.Entries.Length && document.Entries[i].Section.SequenceEqual(document.Entries[i + 1].Section))
            .All(i => Sign(document.Entries[i], document.Entries[i + 1], order) <= 0) && (order != ListOrder.Alphabetical || own.Title.Length > 0);
    }

    private static int Sign(Entry first, Entry second, ListOrder order)
    {
        var (a, b) = (Date(first), Date(second));
        return order switch
        {
            ListOrder.Alphabetical => string.Compare(first.Title, second.Title, StringComparison.OrdinalIgnoreCase),
            ListOrder.NewestFirst => a is { } x && b is { } y ? y.Against(x) : 0,
            ListOrder.OldestFirst => a is { } x && b is { } y ? x.Against(y) : 0,
            _ => 0,
        };
    }

    private static WorkDate? Date(Entry entry) => WorkDate.Of(entry.Links.Select(l => l.Url), entry.Year);

    private static string? Break(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? null : text[text[..end].TrimEnd().Length..end] + "|" + text[text.TrimEnd().Length..];
    }

    private static string? Indentation(string text)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        return line < 0 ? null : string.Concat(text[(line + 1)..].TakeWhile(c => c is ' ' or '\t'));
    }

    private static IEnumerable<string> Links(string text) =>
        text.Split("[[").Skip(1).Select(l => l.Split(']')[0]);

    private static string? BeforeLinks(string text) =>
        text.Contains("[[", StringComparison.Ordinal) ? string.Join('|', text.Split("[[")[..^1].Select(p => p[p.TrimEnd().Length..]).Distinct()) : null;

    private static string? Joins(Entry entry) => entry.Authors.Length < 2 || entry.Authors.Any(a => !entry.Text.Contains(a, StringComparison.Ordinal)) ? null : string.Join('|', Between(entry.Text, entry.Authors).Distinct());

    private static IEnumerable<string> Between(string text, ImmutableArray<string> authors)
    {
        var at = text.IndexOf(authors[0], StringComparison.Ordinal) + authors[0].Length;
        foreach (var author in authors.Skip(1))
        {
            var next = text.IndexOf(author, at, StringComparison.Ordinal);
            if (next < 0)
                yield break;
            yield return text[at..next];
            at = next + author.Length;
        }
    }

    private static string? BeforeNote(Entry entry)
    {
        var at = entry.Note is { Length: > 0 } note && !note.Contains('[', StringComparison.Ordinal) ? entry.Text.LastIndexOf(note, StringComparison.Ordinal) : -1;
        return at <= 0 ? null : entry.Text[entry.Text.LastIndexOfAny([')', '*', '`'], at - 1).Clamp(at)..at];
    }

    private static int Clamp(this int found, int at) => found < 0 || at - found > 6 ? Math.Max(0, at - 3) : found + 1;

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
