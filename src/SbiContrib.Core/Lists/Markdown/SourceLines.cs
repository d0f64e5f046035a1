namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A text and where its lines begin; lines are counted from 0 here.</summary>
internal sealed class SourceLines
{
    private readonly List<int> starts = [0];

    public SourceLines(string text)
    {
        Text = text;
        for (var i = text.AsSpan().IndexOfAny('\r', '\n'); i >= 0;)
        {
            var after = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            starts.Add(after);
            var next = text.AsSpan(after).IndexOfAny('\r', '\n');
            i = next < 0 ? -1 : after + next;
        }
    }

    public string Text { get; }

    public int Count => starts.Count;

    /// <summary>The line end that the file uses: that of its first line.</summary>
    public string NewLine => Count > 1 ? Text[ContentEnd(0)..End(0)] : "\n";

    public int Start(int line) => starts[line];

    /// <summary>Where the line ends, its line end included.</summary>
    public int End(int line) => line + 1 < Count ? starts[line + 1] : Text.Length;

    public int ContentEnd(int line)
    {
        var end = End(line);
        while (end > starts[line] && Text[end - 1] is '\n' or '\r')
            end--;
        return end;
    }

    public ReadOnlySpan<char> Content(int line) => Text.AsSpan(Start(line), ContentEnd(line) - Start(line));

    public bool IsBlank(int line) => Content(line).IsWhiteSpace();

    public int LineAt(int offset)
    {
        var found = starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }
}
