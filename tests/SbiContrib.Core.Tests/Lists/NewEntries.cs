using System.Text;
using CsCheck;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Entries to add, with text as hostile as it comes.</summary>
internal static class NewEntries
{
    private static readonly string[] Bits =
    [
        "word", "Inference", "é", "]", "[", "](", "[x](https://evil.example/)", "|", "_", "*", "**", "<", "<script>alert(1)</script>", "<!--", "$", "$x_1$", "`", "``", "{{", "{% raw %}", "}}", "{:", "@name", "#1", "\\", "&amp;", "&",
        "\n", "\r\n", "\t", "\u0000", "\u202E", "\u200B", "~~", "~", "![i](x)", "[^1]", ":", "- ", "1.", "# ", "> ", "+", "=", "!", "(2020)", "by", "in", "\"", "'", "http://", " ", " ", " ", "—", "漢字",
    ];

    private static readonly Gen<string> Text = Pick(Bits).Array[1, 8].Select(string.Concat);

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A title that has something left when what can't be shown is taken away.</summary>
    private static readonly Gen<string> Title = Text.Select(t => "Neural " + t + " end");

    private static readonly Gen<string> Url = Pick(
        "https://arxiv.org/abs/2109.14275", "https://doi.org/10.1016/0010-4655(99)99999-9", "https://example.org/a)b", "https://example.org/a b<c>|d", "https://example.org/{{x}}", "javascript:alert(1)", "https://example.org/\n\nx", "");

    public static readonly Gen<NewEntry> Any =
        from title in Title
        from url in Url
        from authors in Pick("Ada Lovelace", "Émile Borel", "Evil *Name* [x]", "Doe, Jane", "ATLAS Collaboration").Array[0, 4]
        from year in Pick(null, "2021", "1999")
        from venue in Pick(null, "Nature", "J. Comp. Phys.")
        from label in Pick(null, "Cosmology", "New_Label*")
        from note in Text.Select(t => t.Length % 2 == 0 ? null : t)
        select new NewEntry(title, [new("main", url)], [.. authors], year, venue, label, note);

    /// <summary>The text as it is shown: one line, without what can't be seen.</summary>
    public static string Plain(string text)
    {
        var kept = new StringBuilder();
        foreach (var c in text)
            kept.Append(c is '\n' or '\r' or '\t' ? " " : c is '\u0000' or '\u202E' or '\u200B' ? "" : c.ToString());
        return string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
