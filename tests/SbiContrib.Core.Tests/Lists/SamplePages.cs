using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>The project's own pages, with the quirks of real ones.</summary>
internal static class SamplePages
{
    public static readonly string[] Names = ["page.md", "page.md/crlf", "page.md/open", "page.md/bom", "continued.md", "continued.md/crlf", "dated.md", "nested.md", "software.md", "tables.md", "tables.md/crlf"];

    public static ListFile Read(string name)
    {
        var parts = name.Split('/');
        var file = Corpora.Read(Path.Combine(AppContext.BaseDirectory, "Lists", "Samples", parts[0]), parts[0]);
        return parts.ElementAtOrDefault(1) switch
        {
            "crlf" => file with { Text = file.Text.Replace("\n", "\r\n", StringComparison.Ordinal) },
            "open" => file with { Text = file.Text.TrimEnd('\n') },
            "bom" => file with { Text = "\uFEFF" + file.Text },
            _ => file,
        };
    }
}
