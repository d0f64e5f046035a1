using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Publishers and repositories whose addresses give the DOI by a rule of theirs.</summary>
/// <remarks>A rule stands here only where it holds for every address of its shape; any other address needs its page.</remarks>
internal static class Publishers
{
    // Data repositories on the InvenioRDM platform: what stands before a record's name in its DOI.
    private static readonly FrozenDictionary<string, string> Records = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["data.caltech.edu"] = "10.22002/",
        ["ultraviolet.library.nyu.edu"] = "10.58153/",
        ["fdat.uni-tuebingen.de"] = "10.57754/fdat.",
        ["researchdata.tuwien.ac.at"] = "10.48436/",
        ["researchdata.tuwien.at"] = "10.48436/",
        ["works.hcommons.org"] = "10.17613/",
    }.ToFrozenDictionary();

    // Presses whose books De Gruyter shows: the ISBN's publisher and the DOI prefix.
    private static readonly (string Isbn, string Prefix)[] Presses =
    [
        ("978311", "10.1515"), ("97815017", "10.7591"), ("97808014", "10.7591"), ("97803002", "10.12987"), ("97814426", "10.3138"), ("97814875", "10.3138"), ("97802315", "10.7312"),
    ];

    // Hindawi's journals from 2007 to 2012: those of its own under its own prefix, those made with SAGE under another until 2011.
    private static readonly FrozenSet<string> HindawiOwn = FrozenSet.ToFrozenSet(
        ["mpe", "aaa", "jam", "ddns", "bmri", "ecam", "ppar", "cin", "jo", "ahep", "aa", "amp", "je", "jps", "mi", "pm", "ogi", "sarcoma", "ijo", "jnm"]);

    private static readonly FrozenSet<string> HindawiSage = FrozenSet.ToFrozenSet(["pri", "ijad", "srt", "vmi", "er", "jar", "ijn", "jna", "pd", "jtr"]);

    // Taken over from Pulsus with all their past years.
    private static readonly FrozenSet<string> HindawiPulsus = FrozenSet.ToFrozenSet(["cjgh", "cjidmm", "crj", "prm"]);

    /// <summary>eLife pads its numbers to five digits; a reviewed preprint's number carries its version.</summary>
    public static Verdict? Elife(Address at)
    {
        var number = at[1].Split('v')[0];
        var version = at[1].Length > number.Length + 1 ? at[1][(number.Length + 1)..] : null;
        return at.Segments.Length <= 3 && at[0] is "articles" or "reviewed-preprints" && number.Length is 5 or 6 && Proceedings.Digits(number) && at[2] != "peer-reviews"
            ? Verdict.Is("doi", "10.7554/elife." + number, version)
            : null;
    }

    /// <summary>Nature: today's slugs are suffixes; older ones drop full stops (<c>hdy201326</c>), and only some shapes are sure.</summary>
    public static Verdict? Nature(Address at)
    {
        var doi = DoiEnd.Trimmed("10.1038/" + at[1].Replace("_reference.pdf", "", StringComparison.Ordinal));
        return at[0] == "articles" && doi.Length > "10.1038/".Length && IsNatureSlug(doi["10.1038/".Length..]) ? Verdict.Is("doi", doi) : null;
    }

    /// <summary>Hindawi: year and number, under a prefix that until 2012 hung on the journal.</summary>
    public static Verdict? Hindawi(Address at)
    {
        var (journal, year, number) = (at[1], at[2], at[3].Split('.')[0]);
        return at[0] == "journals" && year.Length == 4 && Proceedings.Digits(year) && Proceedings.Digits(number) && HindawiPrefix(journal, int.Parse(year)) is { } prefix
            ? Verdict.Is("doi", $"{prefix}/{year}/{number}")
            : null;
    }

    /// <summary>Copernicus: journal, volume, page and year make the suffix; a preprint's stands in the path.</summary>
    public static Verdict? Copernicus(Address at)
    {
        var journal = at.Host.Split('.')[0];
        if (at[0] == "articles" && Proceedings.Digits(at[1]) && Proceedings.Digits(at[2]) && at[3].Length == 4 && Proceedings.Digits(at[3]))
            return Verdict.Is("doi", $"10.5194/{journal}-{at[1]}-{at[2]}-{at[3]}");
        return at[0] == "preprints" && Array.Find(at.Segments, part => part.StartsWith(journal + "-", StringComparison.Ordinal)) is { } preprint ? Verdict.Is("doi", "10.5194/" + preprint) : null;
    }

    /// <summary>PeerJ: <c>/articles/5956</c>, <c>/articles/cs-20</c>.</summary>
    public static Verdict? Peerj(Address at)
    {
        var name = at[1].Split('.')[0].ToLowerInvariant();
        var dash = name.LastIndexOf('-');
        var journal = dash < 0 ? "peerj" : "peerj-" + name[..dash];
        return at[0] == "articles" && Proceedings.Digits(name[(dash + 1)..]) ? Verdict.Is("doi", $"10.7717/{journal}.{name[(dash + 1)..]}") : null;
    }

    /// <summary>The Royal Society of Chemistry's article codes: <c>c5nj01266j</c>.</summary>
    public static Verdict? Rsc(Address at)
    {
        var code = (at.Host == "xlink.rsc.org" ? at.Value("doi") : at[1] == "content" ? at[5] : "").ToLowerInvariant();
        return code.Length is 9 or 10 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[^1]) && Proceedings.Digits(code[1..2]) && Proceedings.Digits(code[4..^1])
            ? Verdict.Is("doi", "10.1039/" + code)
            : null;
    }

    /// <summary>Cambridge's article numbers were its suffixes until 2010; the Materials Research Society's journals kept others.</summary>
    public static Verdict? Cambridge(Address at)
    {
        var number = Array.Find(at.Segments, part => part.Length == 17 && part[0] == 'S' && !part.AsSpan(1, 15).ContainsAnyExceptInRange('0', '9'));
        return number is not null && number[9..11] is var year && string.CompareOrdinal(year, "10") <= 0 | string.CompareOrdinal(year, "93") >= 0 && number[1..9] is not ("08842914" or "08837694" or "19464274")
            ? Verdict.Is("doi", "10.1017/" + number.ToLowerInvariant())
            : null;
    }

    /// <summary>The Lancet's journals use the publisher's item number as it is printed.</summary>
    public static Verdict? Lancet(Address at) =>
        Array.Find([.. at.Segments, at.Value("pii")], part => IsPii(part.StartsWith("PII", StringComparison.Ordinal) ? part[3..] : part)) is { } item
            ? Verdict.Is("doi", "10.1016/" + item[(item[0] == 'P' ? 3 : 0)..][..PiiLength].ToLowerInvariant())
            : null;

    // S0140-6736(20)30183-5
    private const int PiiLength = 21;

    private static bool IsPii(string text) =>
        text.Length >= PiiLength && text[0] == 'S' && text[10] == '(' && text[13] == ')' && text[19] == '-' && (text.Length == PiiLength || text[PiiLength..] is ".pdf");

    /// <summary>JSTOR: a number is a DOI's suffix where Crossref sent the reader; otherwise it may have none.</summary>
    public static Verdict? Jstor(Address at)
    {
        if (at[0] != "stable")
            return Verdict.NotAWork;
        if (Doi.In(at) is { } carried)
            return carried;
        var isIssue = at[1].Length > 1 && at[1][0] == 'i' && Proceedings.Digits(at[1][1..]);
        return at.Value("origin") == "crossref" && Proceedings.Digits(at[1]) ? Verdict.Is("doi", "10.2307/" + at[1])
            : isIssue || at.Segments.Length < 2 ? Verdict.NotAWork : Verdict.NeedsPage;
    }

    /// <summary>JMIR: since its numbers have five digits and more, they are the DOI's.</summary>
    public static Verdict? Jmir(Address at)
    {
        var number = at[2].Length > 1 && at[2][0] == 'e' ? at[2][1..] : "";
        return at[0] == "preprint" && Proceedings.Digits(at[1]) ? Verdict.Is("doi", "10.2196/preprints." + at[1])
            : number.Length is 5 or 6 && Proceedings.Digits(number) && Proceedings.Digits(at[0]) ? Verdict.Is("doi", "10.2196/" + number) : null;
    }

    /// <summary>Zenodo: a record's number is its DOI's.</summary>
    public static Verdict? Zenodo(Address at)
    {
        var start = at[0] == "api" ? 1 : 0;
        var number = at[start + 1];
        if (at[start + 2] == "latest")
            return Verdict.NeedsPage; // It leads to another version's record.
        return at[start] is "record" or "records" or "deposit" && number.Length is > 0 and < 12 && Proceedings.Digits(number)
            ? Verdict.Is("doi", "10.5281/zenodo." + number)
            : Doi.In(at) ?? (at[start] is "badge" or "uploads" ? Verdict.NeedsPage : Verdict.NotAWork);
    }

    public static Verdict? Invenio(Address at)
    {
        var name = at[1].ToLowerInvariant();
        return at[0] == "records" && name.Length == 11 && name[5] == '-' && Records.TryGetValue(at.Host, out var prefix) ? Verdict.Is("doi", prefix + name) : null;
    }

    /// <summary>The American Mathematical Society's item numbers: <c>S0894-0347-2011-00713-3</c>.</summary>
    public static Verdict? Ams(Address at) => Suffix("10.1090/", at, part => part.Length is 23 or 24 && part[0] == 'S' && part.Count('-') == 4);

    /// <summary>The American Meteorological Society's: <c>jas-d-14-0363.1.xml</c>.</summary>
    public static Verdict? Ametsoc(Address at) => Suffix("10.1175/", at, part => part.Contains("-d-", StringComparison.OrdinalIgnoreCase) && (part.EndsWith(".1.xml", StringComparison.Ordinal) || part.EndsWith(".1.pdf", StringComparison.Ordinal)));

    public static Verdict? Erudit(Address at) => Suffix("10.7202/", at, part => part.Length is > 6 and < 12 && part.EndsWith("ar", StringComparison.Ordinal) && Proceedings.Digits(part[..^2]));

    /// <summary>German Medical Science names its files by the suffix.</summary>
    public static Verdict? Egms(Address at) =>
        at[0] == "static" && at[2] is "journals" or "meetings" && at.Segments[^1].EndsWith(".shtml", StringComparison.Ordinal) && at.Segments.Length == 6 - (at[2] == "meetings" ? 1 : 0)
            ? Verdict.Is("doi", "10.3205/" + at.Segments[^1][..^6].ToLowerInvariant())
            : null;

    /// <summary>De Gruyter: the item numbers that Versita left it, and chapters under the prefix of the press whose ISBN they carry.</summary>
    public static Verdict? DeGruyter(Address at)
    {
        if (Suffix("10.2478/", at, part => part.Length == 17 && part[0] == 'v' && part.Count('-') == 3 && !part.AsSpan(1).ContainsAnyExceptInRange('-', '9')) is { } article)
            return article;
        var chapter = at[1] is "book" or "books" ? at[3].Split('.')[0] : "";
        var press = chapter.Length == 17 && chapter[13] == '-' && Proceedings.Digits(chapter[..13]) && Proceedings.Digits(chapter[14..]) ? chapter : "";
        var prefix = Array.Find(Presses, one => press.StartsWith(one.Isbn, StringComparison.Ordinal)).Prefix;
        return prefix is null ? null : Verdict.Is("doi", $"{prefix}/{chapter}");
    }

    /// <summary>ACM's library numbers what others published under a prefix that it never registered.</summary>
    public static Verdict? Acm(Address at) => at.Path.Contains("10.5555/", StringComparison.Ordinal) ? Verdict.NeedsPage : null;

    /// <summary>ACM Queue: since 2022 an article's number is its suffix, before that the issue's number stands before it.</summary>
    public static Verdict? Queue(Address at) =>
        at.Value("id") is { Length: 7 } number && Proceedings.Digits(number) && int.Parse(number) >= 3_520_000 ? Verdict.Is("doi", "10.1145/" + number) : null;

    public static Verdict? Iucr(Address at) =>
        at[0] == "paper" && at.Parameters is [{ Name: { Length: 17 } number, Value: "" }, ..] && number[0] == 's' && Proceedings.Digits(number[1..^1])
            ? Verdict.Is("doi", "10.1107/" + number)
            : null;

    /// <summary>The British Standards Institution: a dated standard's number; an undated one's differs.</summary>
    public static Verdict? Bsi(Address at) =>
        at[1] == "resolve" && at.Value("restype") == "standard" && at[2].Length == 18 && Proceedings.Digits(at[2]) ? Verdict.Is("doi", "10.3403/" + at[2][^8..]) : null;

    public static Verdict? Nap(Address at) =>
        at[0] == "catalog" && at[1].Length is > 2 and < 7 && Proceedings.Digits(at[1]) ? Verdict.Is("doi", "10.17226/" + at[1]) : null;

    public static Verdict? Sae(Address at) =>
        at[0].Length is 6 or 12 && !at[0].AsSpan().ContainsAnyExceptInRange('-', '9') ? Verdict.Is("doi", "10.4271/" + at[0]) : null;

    /// <summary>Michigan Publishing: volume and article in the item's name.</summary>
    public static Verdict? Michigan(Address at) => Suffix("10.3998/", at, part => part.Split('.') is [{ Length: 7 }, { Length: 4 }, { Length: 3 }] && part[0] != 'v' && Proceedings.Digits(part.Replace(".", "", StringComparison.Ordinal)));

    /// <summary>Oxford: the manuscript's number names the PDF; its letters are the journal's.</summary>
    public static Verdict? Oup(Address at) => at[1] == "article-pdf" ? OxfordJournals.Read(at[0], at.Segments[^1]) : null;

    /// <summary>SciPost names its articles' pages by the suffix, <c>SciPostPhys.8.1.001</c>, and submissions by their arXiv number.</summary>
    public static Verdict? Scipost(Address at)
    {
        if (at[0] == "submissions")
            return Arxiv.Read(at[1]);
        var parts = at[0].Split('.');
        return parts.Length > 1 && parts[0].StartsWith("SciPost", StringComparison.Ordinal) && Array.TrueForAll(parts[1..], Proceedings.Digits)
            ? Verdict.Is("doi", "10.21468/" + at[0].ToLowerInvariant())
            : null;
    }

    /// <summary>The Journal of Open Source Software names its PDFs by the DOI: <c>10.21105.joss.02505.pdf</c>.</summary>
    public static Verdict? Joss(Address at) =>
        at.Segments is [.., var file] && file.Split('.') is ["10", "21105", "joss", var number, ..] && Proceedings.Digits(number) ? Verdict.Is("doi", "10.21105/joss." + number) : null;

    private static Verdict? Suffix(string prefix, Address at, Predicate<string> isSuffix) =>
        Array.Find(at.Segments, isSuffix) is { } found ? Verdict.Is("doi", DoiEnd.Trimmed(prefix + found.ToLowerInvariant())) : null;

    private static string? HindawiPrefix(string journal, int year) => year switch
    {
        >= 2013 => "10.1155",
        _ when HindawiPulsus.Contains(journal) => "10.1155",
        >= 2007 when HindawiOwn.Contains(journal) || journal.StartsWith("cri", StringComparison.Ordinal) => "10.1155",
        2010 or 2011 when HindawiSage.Contains(journal) => "10.4061",
        _ => null,
    };

    private static bool IsNatureSlug(string slug)
    {
        var digits = slug.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits < 0 || slug.Length > 30)
            return false;
        var (letters, rest) = (slug[..digits], slug[digits..]);
        // s41586-020-2649-2, s41563-020-00871-7, d41586-021-00001-x
        if (letters is "s" or "d")
            return rest.Length is >= 16 and <= 19 && rest.Count('-') == 3 && Proceedings.Digits(rest[..5]);
        if (letters.EndsWith('.') && letters.Length > 3)
            return rest.Split('.').All(Proceedings.Digits);
        // 481237a, a page of a volume with the letter of its place
        if (letters.Length == 0)
            return rest.Length is > 5 and < 10 && char.IsAsciiLetter(rest.TrimEnd('0', '1', '2', '3')[^1]) && Proceedings.Digits(rest[..6]);
        // ng1901, nature09944: no year among the digits
        var mayBeYear = rest.Length >= 5 && rest[..2] is "19" or "20" && letters is not ("nature" or "srep");
        return Proceedings.Digits(rest) && rest.Length is >= 3 and <= 5 && !mayBeYear && letters.Length >= 2 && !letters.AsSpan().ContainsAnyExceptInRange('a', 'z');
    }
}
