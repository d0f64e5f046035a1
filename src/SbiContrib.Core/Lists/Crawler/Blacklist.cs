using SbiContrib.Core.Duplicates;

namespace SbiContrib.Core.Lists.Crawler;

/// <summary>The titles that a list's crawler must leave out: one a line.</summary>
public static class Blacklist
{
    /// <summary>Whether a title is among them, however it is spelt.</summary>
    /// <param name="file">The file.</param>
    /// <param name="title">A work's title.</param>
    /// <returns>The line, from 1; null where it isn't.</returns>
    public static int? Line(ListFile file, string title)
    {
        var key = Title.Of(title)?.Key;
        var lines = file.Text.Split('\n');
        for (var at = 0; at < lines.Length && key is { Length: > 0 }; at++)
            if (Title.Of(lines[at].Trim())?.Key == key)
                return at + 1;
        return null;
    }

    /// <summary>Adds a title, as the crawler compares it: to the letter.</summary>
    /// <param name="file">The file.</param>
    /// <param name="title">The title as the list has it.</param>
    /// <returns>The file with it; the same where it stands there already.</returns>
    public static ListFile With(ListFile file, string title)
    {
        var line = string.Join(' ', title.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (file.Text.Split('\n').Any(one => one.TrimEnd('\r') == line))
            return file;
        var end = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var text = file.Text.Length == 0 || file.Text.EndsWith('\n') ? file.Text : file.Text + end;
        return file with { Text = $"{text}{line}{end}" };
    }
}
