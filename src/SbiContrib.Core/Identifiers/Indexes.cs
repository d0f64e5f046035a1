namespace SbiContrib.Core.Identifiers;

/// <summary>Indexes and archives with numbers of their own: PubMed and PMC, INSPIRE, Semantic Scholar, HAL.</summary>
internal static class Indexes
{
    /// <summary><c>pubmed.ncbi.nlm.nih.gov/N</c>, also as the only term of a search.</summary>
    public static Verdict? Pubmed(Address at) =>
        Pmid(at[0]) ?? Pmid(Term(at)) ?? Verdict.NotAWork;

    /// <summary>NCBI's older addresses: <c>/pubmed/N</c>, <c>/pmc/articles/PMC…</c>.</summary>
    public static Verdict? Ncbi(Address at)
    {
        var (room, record) = (at[0].ToLowerInvariant(), at[1]);
        if (room is "pubmed" or "m" or "entrez")
            return Pmid(at[at.Segments.Length - 1 > 0 ? at.Segments.Length - 1 : 1]) ?? Pmid(at.Value("list_uids")) ?? Pmid(Term(at)) ?? Verdict.NotAWork;
        if (room == "pmc" || (room == "labs" && record == "pmc"))
            return PmcArticle(at, room == "pmc" ? 1 : 2);
        return record.Length > 0 ? Verdict.NeedsPage : Verdict.NotAWork;
    }

    /// <summary><c>pmc.ncbi.nlm.nih.gov/articles/PMC…</c></summary>
    public static Verdict? Pmc(Address at) => PmcArticle(at, 0);

    /// <summary>NCBI's programs: <c>/entrez/eutils/efetch.fcgi?db=pubmed&amp;id=N</c>.</summary>
    public static Verdict? Eutils(Address at) => at.Value("db").ToLowerInvariant() switch
    {
        "pubmed" => Pmid(at.Value("id")),
        "pmc" => Pmcid(at.Value("id")),
        _ => null,
    } ?? Verdict.NotAWork;

    /// <summary>An article of PMC by its own number, PubMed's or its DOI; issues, journals and volumes have numbers too.</summary>
    private static Verdict PmcArticle(Address at, int room)
    {
        if (at[room] != "articles")
            return (at[room].StartsWith("PMC", StringComparison.OrdinalIgnoreCase) ? Pmcid(at[room]) : null) ?? Verdict.NotAWork;
        return (at[room + 1] switch { "pmid" => Pmid(at[room + 2]), "doi" => Doi.In(at), var number => Pmcid(number) }) ?? Verdict.NotAWork;
    }

    /// <summary>What is searched for, without the field in which: <c>32471948[uid]</c>.</summary>
    private static string Term(Address at) => at.Value("term").Split('[')[0];

    /// <summary>Europe PMC: <c>/article/MED/N</c>, <c>/article/PMC/PMC…</c>; a preprint's number names nothing elsewhere.</summary>
    public static Verdict? EuropePmc(Address at) => at[0].ToLowerInvariant() switch
    {
        "article" or "abstract" or "articles" => at[1].ToLowerInvariant() switch
        {
            "med" => Pmid(at[2]),
            "pmc" => Pmcid(at[2]),
            _ => at[1].StartsWith("PMC", StringComparison.OrdinalIgnoreCase) ? Pmcid(at[1]) : null,
        } ?? Verdict.NeedsPage,
        _ => Doi.In(at) ?? Verdict.NotAWork,
    };

    public static Verdict? Pmid(string text) =>
        text.Length is > 0 and < 9 && text[0] != '0' && Proceedings.Digits(text) ? Verdict.Is("pmid", text) : null;

    /// <summary>With or without its letters, a version behind a full stop.</summary>
    public static Verdict? Pmcid(string text)
    {
        var number = text.StartsWith("PMC", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var version = dot > 0 && Proceedings.Digits(number[(dot + 1)..]) ? number[(dot + 1)..] : null;
        number = version is null ? number : number[..dot];
        return number.Length is > 0 and < 10 && number[0] != '0' && Proceedings.Digits(number) ? Verdict.Is("pmcid", "PMC" + number, version) : null;
    }

    /// <summary><c>inspirehep.net/literature/N</c>, <c>/record/N</c> and the API's address; files need their record.</summary>
    public static Verdict? Inspire(Address at)
    {
        var start = at[0] == "api" ? 1 : 0;
        return at[start] switch
        {
            "literature" or "record" when Recid(at[start + 1]) is { } found => found,
            "arxiv" or "eprint" => Arxiv.Read(string.Join('/', at.Segments[(start + 1)..])) ?? Verdict.NotAWork,
            "doi" or "dois" => Doi.In(at) ?? Verdict.NotAWork,
            "files" => Verdict.NeedsPage,
            _ => Verdict.NotAWork,
        };
    }

    public static Verdict? Recid(string text) =>
        text.Length is > 0 and < 10 && text[0] != '0' && Proceedings.Digits(text) ? Verdict.Is("inspire", text) : null;

    /// <summary>Semantic Scholar: a paper's hash, its corpus number, or another index's: <c>ARXIV:2010.06439</c>, <c>/arxiv/2010.06439</c>.</summary>
    public static Verdict? SemanticScholar(Address at)
    {
        var last = at[Math.Max(0, at.Segments.Length - 1)];
        foreach (var part in at.Segments)
        {
            if (SemanticScholarId(part) is { } found)
                return found;
        }
        if (at.Host.StartsWith("pdfs.", StringComparison.Ordinal))
            return SemanticScholarId(at[0] + (last.EndsWith(".pdf", StringComparison.Ordinal) ? last[..^4] : last)) ?? Verdict.NeedsPage;
        var arxiv = Array.FindIndex(at.Segments, part => part.StartsWith("arxiv", StringComparison.OrdinalIgnoreCase));
        var named = arxiv < 0 ? "" : string.Join('/', at.Segments[arxiv..]);
        var other = (named.Length > 6 ? Arxiv.Read(named[6..]) : null) ?? Doi.In(at);
        return other is not null ? other : at[0] is "paper" or "reader" ? Verdict.NeedsPage : Verdict.NotAWork;
    }

    public static Verdict? SemanticScholarId(string text)
    {
        if (Proceedings.IsHex(text, 40))
            return Verdict.Is("s2", text.ToLowerInvariant());
        return text.StartsWith("CorpusID:", StringComparison.OrdinalIgnoreCase) && Proceedings.Digits(text[9..])
            ? Verdict.Is("s2", "CorpusID:" + text[9..])
            : null;
    }

    /// <summary>HAL and its portals: <c>hal-01352940v1</c>, <c>tel-04470998</c>.</summary>
    public static Verdict? Hal(Address at)
    {
        foreach (var part in at.Segments)
        {
            if (HalId(part) is { } found)
                return found;
        }
        return at.Segments.Length == 1 || at[0] == "index" ? Verdict.NotAWork : PageKind.Of(at); // a collection is one name
    }

    public static Verdict? HalId(string text)
    {
        // A collection is written in capitals: /LAB-2020123.
        var name = text.StartsWith("HAL", StringComparison.Ordinal) || text.StartsWith("TEL", StringComparison.Ordinal) ? text.ToLowerInvariant() : text;
        var v = name.LastIndexOf('v');
        var version = v > 0 && v < name.Length - 1 && Proceedings.Digits(name[(v + 1)..]) ? name[(v + 1)..] : null;
        name = version is null ? name : name[..v];
        var dash = name.AsSpan().LastIndexOfAny('-', '_');
        if (dash < 2 || name.Length - dash != 9 || !Proceedings.Digits(name[(dash + 1)..]) || !char.IsAsciiLetter(name[0]))
            return null;
        foreach (var character in name.AsSpan(0, dash))
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
                return null;
        }
        return Verdict.Is("hal", name, version);
    }
}
