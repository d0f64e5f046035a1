using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Makes the heading of a new section, in the style of its siblings.</summary>
internal sealed class NewSection
{
    /// <summary>What a page ends with, besides sections without entries.</summary>
    private static readonly string[] Closing = ["about", "acknowledg", "bibliograph", "citation", "cite", "citing", "contact", "contribut", "credits", "disclaimer", "footnote", "further", "licen", "maintain", "misc", "other", "reference", "related", "see also", "star history"];

    private readonly SourceLines lines;
    private readonly IReadOnlyList<HeadingAt> headings;
    private readonly HashSet<int> filled;
    private readonly string name;
    private readonly int parent;
    private readonly List<int> siblings;

    public NewSection(SourceLines lines, Page page, IReadOnlyList<string> path)
    {
        this.lines = lines;
        headings = page.Headings;
        name = PlainText.OneLine(Escape.Clean(path[^1]));
        Path = [.. path.SkipLast(1), name];
        filled = [.. page.Blocks.Select(b => b.Section)];
        parent = path.Count == 1 ? 0 : NumberOf([.. path.SkipLast(1)]);
        siblings = [.. Enumerable.Range(1, headings.Count - 1).Where(n => headings[n].Path.Count == path.Count && headings[n].Path.Take(path.Count - 1).SequenceEqual(path.SkipLast(1), StringComparer.Ordinal))];
        if (siblings.Exists(n => headings[n].Path[^1] == name))
            throw new ArgumentException($"The list has the section '{string.Join(" / ", path)}' already.", nameof(path));
        Next = Following();
    }

    /// <summary>The number of the heading that comes behind the new section; that of no heading where it is the last.</summary>
    public int Next { get; }

    /// <summary>The sibling before the new section, or what stands above it.</summary>
    public int Before => siblings.FindLast(n => n < Next) is > 0 and var n ? n : parent;

    /// <summary>Whether what comes before it is a sibling.</summary>
    public bool HasSibling => siblings.Exists(n => n < Next);

    /// <summary>Whether a heading is a sibling of the new section's.</summary>
    public bool IsSibling(int number) => siblings.Contains(number);

    /// <summary>The offset where the new section goes.</summary>
    public int Offset => Next < headings.Count ? lines.Start(headings[Next].Line) : lines.Text.Length;

    /// <summary>Its path as it will be read.</summary>
    public ImmutableArray<string> Path { get; }

    /// <summary>What is to change on the page: the heading with its first entry, and its line in a table of contents; and the lines before that entry.</summary>
    public (IReadOnlyList<Edit> Edits, int Lead) With(string entry, Contents contents)
    {
        var (heading, level) = Heading();
        var before = Math.Max(0, BlankBefore() - Gap(lines.LineAt(Offset) - 1, -1));
        if (Offset == lines.Text.Length && lines.Text.Length > 0 && lines.Text[^1] is not ('\n' or '\r'))
            before++;
        var lead = Repeat(before) + heading;
        return ([new(Offset, 0, lead + entry + lines.NewLine + Repeat(Next < headings.Count ? BlankBefore() : 0)), .. contents.With(this, Name(false), level)], lead.Length);
    }

    /// <summary>The heading with the blank lines behind it, and the level it gets.</summary>
    private (string Text, int Level) Heading()
    {
        var model = Model();
        if (model is null)
            return (new string('#', Math.Min(headings[parent].Level + 1, 6)) + " " + Name(false) + lines.NewLine + lines.NewLine, Math.Min(headings[parent].Level + 1, 6));
        return (Like(model) + BlankBehind(), model.Level);
    }

    /// <summary>The blank lines before a heading.</summary>
    private int BlankBefore()
    {
        var gaps = Models().Select(h => Gap(h.Line - 1, -1)).ToList();
        return gaps.Count == 0 ? 1 : Commonest(gaps);
    }

    private int NumberOf(IReadOnlyList<string> path)
    {
        for (var n = 0; n < headings.Count; n++)
        {
            if (headings[n].Path.SequenceEqual(path, StringComparer.Ordinal))
                return n;
        }
        throw new ArgumentException($"The list has nothing named '{string.Join(" / ", path)}' for a section to stand in.", nameof(path));
    }

    private int Following()
    {
        var open = siblings.Where(n => !IsClosing(n)).ToList();
        var last = open.Count == 0 ? -1 : open[^1];
        var sorted = open.Where(HasEntries).ToList();
        if (sorted.Count >= 3 && sorted.Zip(sorted.Skip(1)).All(p => Compare(headings[p.First].Path[^1], headings[p.Second].Path[^1]) <= 0)
            && sorted.FindIndex(n => Compare(headings[n].Path[^1], name) > 0) is >= 0 and var behind)
            return sorted[behind];
        var from = last >= 0 ? last : parent;
        var level = last >= 0 ? headings[last].Level : siblings.Count > 0 ? headings[siblings[0]].Level : headings[parent].Level;
        for (var n = from + 1; n < headings.Count; n++)
        {
            if (headings[n].Level <= level)
                return n;
        }
        return headings.Count;
    }

    /// <summary>Whether a sibling ends the page: it says so, or it and all behind it hold no entries.</summary>
    private bool IsClosing(int number) =>
        Closing.Any(c => Words.Plain(headings[number].Path[^1]).StartsWith(c, StringComparison.Ordinal)) || !siblings.Exists(n => n >= number && HasEntries(n));

    private bool HasEntries(int number)
    {
        for (var n = number; n < headings.Count && (n == number || headings[n].Level > headings[number].Level); n++)
        {
            if (filled.Contains(n))
                return true;
        }
        return false;
    }

    private static int Compare(string a, string b) => string.Compare(Words.Plain(a), Words.Plain(b), StringComparison.Ordinal);

    private HeadingAt? Model() => Models().FirstOrDefault();

    /// <summary>The headings to learn from: siblings, else those as deep elsewhere.</summary>
    private List<HeadingAt> Models()
    {
        var near = siblings.Where(HasEntries).OrderBy(n => Math.Abs(n - Next)).Select(n => headings[n]).ToList();
        if (near.Count == 0)
            near = [.. headings.Skip(1).Where(h => h.Path.Count == headings[parent].Path.Count + 1 && h.Level > headings[parent].Level)];
        return [.. near.Where(h => !h.InList)];
    }

    private string Like(HeadingAt model)
    {
        var line = lines.Content(model.Line).ToString();
        if (model.LastLine > model.Line)
            return Name(false) + lines.NewLine + new string(lines.Content(model.LastLine).Trim()[0], Math.Max(3, name.Length)) + lines.NewLine;
        var marks = line.Length - line.AsSpan().TrimStart("# ").Length;
        var inner = line[marks..].TrimEnd();
        var (open, close) = ("", "");
        foreach (var dress in (ReadOnlySpan<string>)["**", "__", "*", "_"])
        {
            if (!inner.StartsWith(dress, StringComparison.Ordinal) || inner.IndexOf(dress, dress.Length, StringComparison.Ordinal) is not (> 0 and var end))
                continue;
            (open, close) = (dress, dress);
            if (inner[end - 1] == ':' || inner[(end + dress.Length)..].Trim() == ":")
                close = inner[end - 1] == ':' ? ":" + dress : dress + ":";
            break;
        }
        return line[..marks] + open + Name(open.Length > 0) + close + lines.NewLine;
    }

    private string Name(bool dressed) => new Escape(KeepMath: false).Text(name, !dressed);

    private string BlankBehind() => Repeat(Commonest([.. Models().Select(h => Gap(h.LastLine + 1, 1))]));

    private int Gap(int line, int step)
    {
        var gap = 0;
        for (var at = line; at >= 0 && at < lines.Count && lines.IsBlank(at) && (at + 1 < lines.Count || lines.End(at) > lines.Start(at)); at += step)
            gap++;
        return gap;
    }

    private static int Commonest(List<int> numbers) => numbers.GroupBy(n => n).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();

    private string Repeat(int count) => new StringBuilder().Insert(0, lines.NewLine, count).ToString();
}
