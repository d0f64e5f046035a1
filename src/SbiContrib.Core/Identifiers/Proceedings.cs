namespace SbiContrib.Core.Identifiers;

/// <summary>Proceedings and journals that name their papers in the address: PMLR, JMLR, NeurIPS, the ACL Anthology.</summary>
internal static class Proceedings
{
    /// <summary><c>proceedings.mlr.press/v137/frank20a.html</c>, and the files beside it.</summary>
    public static Verdict? Pmlr(Address at) => PmlrPaper(at[0], Stem(at[1])) ?? Verdict.NotAWork;

    /// <summary>A volume and the key of a paper in it.</summary>
    public static Verdict? PmlrPaper(string volume, string key) =>
        IsVolume(volume.ToLowerInvariant()) && IsKey(key) ? Verdict.Is("pmlr", $"{volume.ToLowerInvariant()}/{key}") : null;

    /// <summary><c>jmlr.org/papers/v22/20-1234.html</c>, <c>/papers/volume22/20-1234/20-1234.pdf</c>, and PMLR's first address.</summary>
    public static Verdict? Jmlr(Address at)
    {
        if (at[0] == "proceedings" && at[1] == "papers")
            return PmlrPaper(at[2], Stem(at[3])) ?? Verdict.NotAWork;
        var volume = at[1].Replace("volume", "v", StringComparison.OrdinalIgnoreCase).ToLowerInvariant();
        var key = Stem(at[2]);
        var isPaper = key.Length > 3 && key[2] == '-' ? Digits(key[..2]) && Digits(key[3..]) : IsKey(key);
        return at[0] == "papers" && IsVolume(volume) && isPaper ? Verdict.Is("jmlr", $"{volume}/{key}") : Verdict.NotAWork;
    }

    /// <summary><c>proceedings.neurips.cc/paper_files/paper/2022/hash/…-Abstract-Conference.html</c>; older slugs need their page.</summary>
    public static Verdict? Neurips(Address at)
    {
        var paper = Array.LastIndexOf(at.Segments, "paper");
        var (year, hash) = (at[paper + 1], at[paper + 3].Split('-')[0].ToLowerInvariant());
        if (paper >= 0 && year.Length == 4 && Digits(year) && IsHex(hash, 32))
            return Verdict.Is("neurips", $"{year}/{hash}") with { Page = NeuripsPage(at, $"{year}/{hash}", at[paper + 3]) };
        return paper >= 0 && year.Contains('-', StringComparison.Ordinal) ? Verdict.NeedsPage : Verdict.NotAWork;
    }

    /// <summary>The page in the track that the address names: <c>HASH-Paper-Datasets_and_Benchmarks.pdf</c>; null where it names the main one.</summary>
    private static Uri? NeuripsPage(Address at, string value, string file)
    {
        var track = Stem(file).Split('-', 3) is [_, _, var named] ? "-" + named : "";
        var isOwn = at.Host.StartsWith("datasets-benchmarks-", StringComparison.Ordinal);
        return isOwn || track.StartsWith("-Datasets", StringComparison.Ordinal) ? new Uri(Landing.Neurips(isOwn ? at.Host : "proceedings.neurips.cc", value, Uri.EscapeDataString(track))) : null;
    }

    /// <summary><c>aclanthology.org/2020.lrec-1.2</c> and, before 2020, <c>P18-1001</c>; a volume, an event or a person is a list.</summary>
    public static Verdict? Acl(Address at)
    {
        var start = at[0] is "anthology" or "papers" ? 1 : 0;
        var last = at[at.Segments.Length - 1 < start ? start : at.Segments.Length - 1];
        return Acl(last) ?? (at[start] is "volumes" or "events" or "people" or "venues" ? Verdict.NotAWork : Acl(at[start]) ?? Verdict.NotAWork);
    }

    public static Verdict? Acl(string name)
    {
        foreach (var extension in (ReadOnlySpan<string>)[".pdf", ".bib", ".xml", ".endf", ".html"])
            name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        var v = name.LastIndexOf('v');
        var version = v > 7 && Digits(name[(v + 1)..]) ? name[(v + 1)..] : null;
        name = version is null ? name : name[..v];
        if (name.Length == 8 && char.IsAsciiLetter(name[0]) && Digits(name[1..3]) && name[3] == '-' && Digits(name[4..]))
            return Verdict.Is("acl", name.ToUpperInvariant(), version);
        return name.Split('.') is [{ Length: 4 } year, var volume, var number] && Digits(year) && Digits(number) && volume.Contains('-', StringComparison.Ordinal)
            ? Verdict.Is("acl", name.ToLowerInvariant(), version)
            : null;
    }

    public static bool Digits(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    public static bool IsHex(string text, int length)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character))
                return false;
        }
        return text.Length == length;
    }

    private static bool IsVolume(string text) => text.Length is > 1 and < 6 && text[0] is 'v' or 'r' && Digits(text[1..]);

    /// <summary>A family name, two digits and a letter: <c>frank20a</c>.</summary>
    private static bool IsKey(string key)
    {
        var digits = key.AsSpan().IndexOfAnyInRange('0', '9');
        foreach (var character in key)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
                return false;
        }
        return digits > 0 && key.Length <= 60;
    }

    private static string Stem(string file)
    {
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        var stem = dot < 0 ? file : file[..dot];
        return stem.EndsWith("-supp", StringComparison.Ordinal) ? stem[..^"-supp".Length] : stem;
    }
}
