using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What a part of an entry says.</summary>
internal enum Slot
{
    Label,
    Title,
    Link,
    Authors,
    Year,
    Venue,
    Note,
}

/// <summary>A part of an entry as it is written: what joins it to the part before, what opens it, its text, its address, what closes it.</summary>
internal sealed record Element(Slot Slot, string Glue, string Open, string Value, string Mid, string? Url, string Close)
{
    /// <summary>The role of its link; empty where it has none.</summary>
    public string Role { get; init; } = "";

    /// <summary>The key of a reference link, that stands in the place of its address: empty where the text in brackets is the key. Null where the address itself stands there.</summary>
    public string? Key { get; init; }

    /// <summary>The column that it stands in, in a row of a table.</summary>
    public int Column { get; init; }

    /// <summary>What it says and how it is dressed, but not what it says.</summary>
    public string Form => $"{Slot}\u0001{Glue}\u0001{Open}\u0001{Mid}\u0001{Close}\u0002";

    public void Write(StringBuilder to) => to.Append(Glue).Append(Open).Append(Value).Append(Mid).Append(Url is null ? null : Key ?? Url).Append(Close);

    /// <summary>How long it is, without its glue.</summary>
    public int Length => Open.Length + Value.Length + Mid.Length + (Url is null ? 0 : (Key ?? Url).Length) + Close.Length;
}

/// <summary>An entry taken apart; put together, its parts give its text byte for byte.</summary>
/// <param name="Marker">Its indentation and bullet.</param>
/// <param name="Elements">Its parts in their order.</param>
/// <param name="Tail">What stands behind the last one.</param>
internal sealed record Shape(string Marker, ImmutableArray<Element> Elements, string Tail)
{
    /// <summary>The table that it is a row of; null where it is none.</summary>
    public Table? Table { get; init; }

    private string? form;
    private bool? pipe;

    /// <summary>How it is dressed: two entries of one form differ in what they say only.</summary>
    public string Form => form ??= Bullet + "\u0002" + string.Concat(Elements.Select(e => e.Form)) + Tail;

    /// <summary>Its indentation and bullet, any number as one.</summary>
    private string Bullet => Marker.AsSpan().TrimStart("\uFEFF \t") is [>= '0' and <= '9', ..] ? string.Concat(Marker.Select(c => char.IsAsciiDigit(c) ? '0' : c)) : Marker.TrimStart('\uFEFF');

    /// <summary>Whether a bar stands in it that isn't escaped.</summary>
    public bool HasPipe => pipe ??= ToString() is var text && Enumerable.Range(0, text.Length).Any(i => text[i] == '|' && (i == 0 || text[i - 1] != '\\'));

    public Element? this[Slot slot] => Elements.FirstOrDefault(e => e.Slot == slot);

    public bool Has(Slot slot) => this[slot] is not null;

    /// <summary>The same entry behind another bullet; its further lines keep their distance from it.</summary>
    public Shape In(string? marker)
    {
        if (marker is null || marker == Marker)
            return this;
        var (from, to) = (Indent(Marker), Indent(marker));
        var numbered = Marker.TrimStart() is [>= '0' and <= '9', ..] != marker.TrimStart() is [>= '0' and <= '9', ..];
        return from == to && !numbered ? this with { Marker = marker } : this with { Marker = marker, Elements = [.. Elements.Select(e => e with { Glue = Moved(e.Glue, from, to) })] };
    }

    private static string Indent(string marker) => marker[..(marker.Length - marker.TrimStart().Length)].TrimStart('\uFEFF');

    private static string Moved(string glue, string from, string to) =>
        glue.Contains('\n', StringComparison.Ordinal) ? glue.Replace("\n" + from, "\n" + to, StringComparison.Ordinal) : glue;

    public override string ToString()
    {
        var text = new StringBuilder(Marker);
        foreach (var element in Elements)
            element.Write(text);
        return text.Append(Tail).ToString();
    }
}
