using System.Globalization;
using System.Xml.Linq;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what arXiv answers: the Atom feed of its API (https://info.arxiv.org/help/api/user-manual.html), in the form of either backend, and OAI-PMH.</summary>
public static class ArxivAnswer
{
    /// <summary>Reads a feed or an OAI record. Unknown numbers are silently missing from a feed: match the works by identifier.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        var root = Xml.Parse(body);
        return root?.Name.LocalName switch
        {
            "feed" => SourceAnswer.Of(root.Children("entry").Select(Entry), status),
            "OAI-PMH" => ArxivOai.Read(root, status),
            _ => SourceAnswer.None(Trouble.Of(body, status)),
        };
    }

    // An entry without title stands for a version that doesn't exist, one under /api/errors for a number that can't.
    private static Work? Entry(XElement entry)
    {
        if (entry.Text("id") is not { } address || Number(address) is not { } number)
            return null;
        if (Arxiv.Read(number) is not { Id: { } id, Version: var version } || CleanText.Line(entry.Text("title")) is not { } title)
            return null;
        var comment = entry.Text("comment");
        var summary = CleanText.Paragraphs(Paragraphed(entry.Text("summary")));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, entry.Children("doi").SelectMany(doi => Ids.Dois(doi.Value)).Select(doi => (Identifier?)doi)),
            Kind = "preprint",
            Title = title,
            Authors = entry.Children("author").Select(author => Names.Spoken(author.Text("name"))).Authors(),
            Date = Dates.Written(entry.Text("published")),
            Venue = CleanText.Line(entry.Text("journal_ref")),
            Abstract = summary,
            Versions = [.. Upto(version)],
            Withdrawn = Withdrawal.Says(CleanText.Line(comment), summary, title),
        };
    }

    private static string? Number(string address)
    {
        var at = address.IndexOf("/abs/", StringComparison.Ordinal);
        return at < 0 ? null : address[(at + 5)..].Trim();
    }

    /// <summary>The versions up to one: arXiv counts them from 1 and keeps them all.</summary>
    internal static IEnumerable<string> Upto(string? version) =>
        int.TryParse(version, out var last) && last is > 0 and < 1000
            ? Enumerable.Range(1, last).Select(number => number.ToString(CultureInfo.InvariantCulture))
            : [];

    /// <summary>arXiv begins a paragraph with two blanks after the line's end.</summary>
    internal static string? Paragraphed(string? text) => text?.Trim().Replace("\n  ", "\n\n", StringComparison.Ordinal);
}
