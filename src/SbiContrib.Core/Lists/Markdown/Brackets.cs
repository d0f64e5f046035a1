namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Which bracket closes which.</summary>
internal static class Brackets
{
    /// <summary>Pairs the square brackets between two offsets; those that are escaped or stand in code don't count.</summary>
    public static Dictionary<int, int> Match(string text, int start, int end)
    {
        var pairs = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (var i = start; i < end; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '[')
                open.Push(i);
            else if (text[i] == ']' && open.TryPop(out var at))
                pairs[at] = i;
        }
        return pairs;
    }
}

/// <summary>Where a link leads: the part in round brackets.</summary>
internal readonly record struct LinkTarget(int UrlStart, int UrlEnd, int End)
{
    private const int Longest = 8192;

    /// <summary>How deep brackets in an address are looked into, as most readers of Markdown do.</summary>
    private const int Deepest = 32;

    /// <summary>Reads the target that opens at an offset; null where there is none.</summary>
    public static LinkTarget? At(string text, int open, int end)
    {
        // An address has an end; a search for it through a whole file has none.
        end = Math.Min(end, open + Longest);
        var i = Skip(text, open + 1, end);
        var angled = i < end && text[i] == '<';
        var start = angled ? i + 1 : i;
        var stop = angled ? text.IndexOf('>', start, end - start) : Bare(text, start, end);
        if (stop < 0)
            return null;
        var after = Title(text, Skip(text, angled ? stop + 1 : stop, end), end);
        return after < end && text[after] == ')' ? new(start, stop, after + 1) : null;
    }

    private static int Bare(string text, int i, int end)
    {
        for (var depth = 0; i < end && depth <= Deepest; i++)
        {
            if (char.IsWhiteSpace(text[i]) || (text[i] == ')' && depth == 0))
                return i;
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            i += text[i] == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static int Title(string text, int i, int end)
    {
        if (i >= end || text[i] is not ('"' or '\''))
            return i;
        var close = text.IndexOf(text[i], i + 1, end - i - 1);
        return close < 0 ? i : Skip(text, close + 1, end);
    }

    private static int Skip(string text, int i, int end)
    {
        while (i < end && char.IsWhiteSpace(text[i]))
            i++;
        return i;
    }
}
