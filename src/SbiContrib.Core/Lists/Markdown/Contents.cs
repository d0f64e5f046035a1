using System.Globalization;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A change to a text: what stands from an offset on, and what is to stand there.</summary>
internal readonly record struct Edit(int Offset, int Length, string Text)
{
    /// <summary>A text with all of several changes, and the line, from 0, on which the change at an offset begins in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edits">The changes; of two at one offset the later comes first.</param>
    /// <param name="offset">Where the change stands that is asked for, in the text as it was.</param>
    public static (string Text, int Line) All(string text, IReadOnlyList<Edit> edits, int offset)
    {
        var line = new SourceLines(text[..offset]).Count - 1 + edits.Skip(1).Where(e => e.Length == 0 && e.Offset <= offset).Sum(e => e.Text.AsSpan().Count('\n'));
        foreach (var edit in edits.OrderByDescending(e => e.Offset))
            text = string.Concat(text.AsSpan(0, edit.Offset), edit.Text, text.AsSpan(edit.Offset + edit.Length));
        return (text, line);
    }
}

/// <summary>A line of a table of contents.</summary>
internal sealed record ContentsLine(int Line, string Lead, string Anchor, int AnchorStart, string Tail);

/// <summary>A table of contents that was made by hand.</summary>
internal sealed class Contents(SourceLines lines, Page page)
{
    private readonly List<ContentsLine> all = [.. page.Contents.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).Select(l => Read(lines, l)).OfType<ContentsLine>()];

    /// <summary>What is to change in it when a section is made: its line, and the anchors that get another number.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">Its name as it is written.</param>
    /// <param name="level">The level of its heading; a line that is bold has no anchor.</param>
    public IEnumerable<Edit> With(NewSection section, string name, int level)
    {
        if (all.Count == 0 || level > 6)
            yield break;
        var headed = page.Headings.Select((h, n) => (h, n)).Where(x => x.h.Line >= 0 && x.h.Level <= 6).ToList();
        var before = Anchors.Of(headed.Select(x => x.h.Path[^1]));
        var at = headed.FindIndex(x => x.n >= section.Next) is >= 0 and var found ? found : headed.Count;
        var after = Anchors.Of([.. headed.Take(at).Select(x => x.h.Path[^1]), PlainText.Of(name), .. headed.Skip(at).Select(x => x.h.Path[^1])]);
        for (var i = at; i < headed.Count; i++)
        {
            foreach (var line in all.Where(l => before[i] != after[i + 1] && l.Anchor == before[i]))
                yield return new(line.AnchorStart, line.Anchor.Length, after[i + 1]);
        }
        string? AnchorOf(int number) => headed.FindIndex(x => x.n == number) is >= 0 and var i ? before[i] : null;
        foreach (var edit in Line(section, AnchorOf, name, after[at]))
            yield return edit;
    }

    private IEnumerable<Edit> Line(NewSection section, Func<int, string?> anchorOf, string name, string anchor)
    {
        if (section.HasSibling && At(anchorOf(section.Before)) is >= 0 and var sibling)
        {
            var last = sibling;
            while (last + 1 < all.Count && all[last + 1].Line == all[last].Line + 1 && Indent(all[last + 1]) > Indent(all[sibling]))
                last++;
            return Renumbered(last + 1, all[sibling]).Append(new(lines.End(all[last].Line), 0, Written(all[sibling], name, anchor, Counts(sibling) ? 1 : 0)));
        }
        if (At(anchorOf(section.Next)) is >= 0 and var next && section.IsSibling(section.Next))
            return Renumbered(next, all[next]).Append(new(lines.Start(all[next].Line), 0, Written(all[next], name, anchor, 0)));
        if (section.HasSibling || At(anchorOf(section.Before)) is not (>= 0 and var parent) || all.Find(l => Indent(l) > Indent(all[parent])) is not { } deeper)
            return [];
        return [new(lines.End(all[parent].Line), 0, Written(deeper, name, anchor, 0))];
    }

    /// <summary>The numbers of the lines behind a new one, each one more, where they count.</summary>
    private IEnumerable<Edit> Renumbered(int from, ContentsLine level)
    {
        if (!Counts(all.IndexOf(level)))
            yield break;
        for (var i = from; i < all.Count && Indent(all[i]) >= Indent(level) && (i == from || all[i].Line == all[i - 1].Line + 1); i++)
        {
            if (Indent(all[i]) == Indent(level) && Number(all[i]) is { } number)
                yield return new(lines.Start(all[i].Line) + Indent(all[i]), number.ToString(CultureInfo.InvariantCulture).Length, (number + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Whether the lines of a level have numbers that grow; a list may number all of them alike.</summary>
    private bool Counts(int at)
    {
        var numbers = all.Where(l => Indent(l) == Indent(all[at])).Select(Number).OfType<int>().Take(2).ToList();
        return numbers.Count > 0 && (numbers.Count == 1 || numbers[0] != numbers[1]);
    }

    private static int? Number(ContentsLine line) =>
        int.TryParse(line.Lead.Trim().TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private string Written(ContentsLine model, string name, string anchor, int step)
    {
        var lead = model.Lead;
        if (Number(model) is { } number)
            lead = lead.Replace(number.ToString(CultureInfo.InvariantCulture), (number + step).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return $"{lead}[{name}](#{anchor}){lines.NewLine}";
    }

    /// <summary>The line that leads to an anchor; beside a picture the space around a heading's words gives it a dash more.</summary>
    private int At(string? anchor) =>
        anchor is null ? -1 : all.FindIndex(l => l.Anchor == anchor) is >= 0 and var exact ? exact : all.FindIndex(l => l.Anchor.Trim('-') == anchor.Trim('-'));

    private static int Indent(ContentsLine line) => line.Lead.Length - line.Lead.AsSpan().TrimStart().Length;

    private static ContentsLine? Read(SourceLines lines, int line)
    {
        var content = lines.Content(line);
        var link = content.IndexOf('[');
        var target = content.IndexOf("](#");
        var close = target < 0 ? -1 : content[target..].IndexOf(')');
        return link < 0 || close < 0
            ? null
            : new(line, content[..link].ToString(), content[(target + 3)..(target + close)].ToString(), lines.Start(line) + target + 3, content[(target + close + 1)..].ToString());
    }
}
