using System.Buffers;
using System.Collections.Frozen;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What the links of an entry lead to.</summary>
internal static class Roles
{
    public const string Main = "main";
    public const string Extra = "extra";

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        "abs abstract ads app arxiv article bib bibtex biorxiv blog blogpost book chapter chemrxiv code colab data dataset datasets demo doc docs documentation doi github gitlab hal here homepage html huggingface implementation inspire inspirehep journal link master medrxiv notebook notebooks openreview package page paper pdf phd poster post preprint proceedings project publication pubmed pypi recording repo repository reproduce site slides software source ssrn supplement supplementary talk thesis tutorial tutorials url video web webpage website youtube zenodo".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>");

    private static readonly FrozenSet<string> Glue = FrozenSet.ToFrozenSet("and the of version published &".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a link's text says what the link leads to, and is no title.</summary>
    public static bool IsRole(string text)
    {
        if ((text.StartsWith('[') && text.EndsWith(']')) || OfIdentifier(text) is not null)
            return true;
        var words = text.Split([' ', '/', ',', '+', '-', '(', ')', '.', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 4 && Array.Exists(words, Words.Contains) && Array.TrueForAll(words, w => Words.Contains(w) || Glue.Contains(w) || w.Length <= 4 && w.All(char.IsAsciiDigit));
    }

    /// <summary>Whether a role is that of software.</summary>
    public static bool IsTool(string role) => role is "code" or "docs" or "documentation" or "github" or "gitlab" or "package" or "pypi" or "repo" or "repository" or "software" or "source";

    /// <summary>Whether a text is an address and nothing else.</summary>
    public static bool IsAddress(string text) => (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal)) && !text.AsSpan().ContainsAny(AddressEnds);

    /// <summary>The role of a link by its text.</summary>
    public static string Named(string text)
    {
        var plain = text.Trim('[', ']', ' ', '(', ')', ':').ToLowerInvariant();
        return plain.Length == 0 ? Extra : OfIdentifier(plain) ?? plain;
    }

    /// <summary>The role of a link whose text is the identifier that it leads to, <c>10.1000/x</c>, <c>arXiv:2103.00003</c>; null where it is none.</summary>
    public static string? OfIdentifier(string text)
    {
        var plain = text.Trim('[', ']', ' ', '(', ')');
        if (plain.Contains(' ', StringComparison.Ordinal))
            return null;
        var named = plain.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase) && plain.Length > 12;
        var number = named ? plain[6..] : plain;
        if (number.Length > 8 && number[4] == '.' && number.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && number.AsSpan(5, 4).IndexOfAnyExceptInRange('0', '9') < 0)
            return "arxiv";
        var doi = plain.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) ? plain[4..] : plain;
        return named && plain.Contains('/', StringComparison.Ordinal) ? "arxiv" : doi.StartsWith("10.", StringComparison.Ordinal) && doi.IndexOf('/', StringComparison.Ordinal) is > 6 and < 14 ? "doi" : null;
    }

    /// <summary>The role of an address by its host.</summary>
    public static string Of(string url)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "";
        return host switch
        {
            _ when Is(host, "arxiv.org") => "arxiv",
            _ when Is(host, "biorxiv.org") => "biorxiv",
            _ when Is(host, "medrxiv.org") => "medrxiv",
            _ when Is(host, "doi.org") => url.Contains("10.48550/arxiv", StringComparison.OrdinalIgnoreCase) ? "arxiv" : "doi",
            _ when Is(host, "github.com") || Is(host, "gitlab.com") || Is(host, "bitbucket.org") => "code",
            _ when Is(host, "readthedocs.io") => "docs",
            _ => "paper",
        };
    }

    /// <summary>How a role is written where the list doesn't show it.</summary>
    public static string Display(string role) => role switch
    {
        "arxiv" => "arXiv",
        "doi" or "pdf" or "url" or "html" or "ads" => role.ToUpperInvariant(),
        "biorxiv" => "bioRxiv",
        "medrxiv" => "medRxiv",
        "github" => "GitHub",
        "" => "Link",
        _ => char.ToUpperInvariant(role[0]) + role[1..],
    };

    private static bool Is(string host, string name) =>
        host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
}
