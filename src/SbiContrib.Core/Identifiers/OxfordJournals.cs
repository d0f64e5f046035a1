using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>
/// The manuscript numbers of Oxford's journals, <c>stac2320</c>: two letters of the journal, one or two of the year, digits.
/// A journal stands here by its address, its letters and what its DOIs begin with, since the address doesn't always say the latter.
/// </summary>
internal static class OxfordJournals
{
    private static readonly FrozenDictionary<string, (string Letters, string Stem)> Known = new Dictionary<string, (string Letters, string Stem)>(StringComparer.Ordinal)
    {
        ["mnras"] = ("st", "mnras"),
        ["mnrasl"] = ("sl", "mnrasl"),
        ["pasj"] = ("ps", "pasj"),
        ["ptep"] = ("pt", "ptep"),
        ["gji"] = ("gg", "gji"),
        ["bioinformatics"] = ("bt", "bioinformatics"),
        ["bioinformaticsadvances"] = ("vb", "bioadv"),
        ["bib"] = ("bb", "bib"),
        ["nar"] = ("gk", "nar"),
        ["mbe"] = ("ms", "molbev"),
        ["gbe"] = ("ev", "gbe"),
        ["sysbio"] = ("sy", "sysbio"),
        ["genetics"] = ("iy", "genetics"),
        ["g3journal"] = ("jk", "g3journal"),
        ["gigascience"] = ("gi", "gigascience"),
        ["hmg"] = ("dd", "hmg"),
        ["brain"] = ("aw", "brain"),
        ["cercor"] = ("bh", "cercor"),
        ["aje"] = ("kw", "aje"),
        ["ije"] = ("dy", "ije"),
        ["cid"] = ("ci", "cid"),
        ["jid"] = ("ji", "infdis"),
        ["biomet"] = ("as", "biomet"),
        ["biostatistics"] = ("kx", "biostatistics"),
        ["jrsssb"] = ("qk", "jrsssb"),
        ["jrsssa"] = ("qn", "jrsssa"),
        ["jrsssc"] = ("ql", "jrsssc"),
        ["imaiai"] = ("ia", "imaiai"),
        ["qje"] = ("qj", "qje"),
        ["restud"] = ("rd", "restud"),
        ["rfs"] = ("hh", "rfs"),
        ["ectj"] = ("ut", "ectj"),
        ["jxb"] = ("er", "jxb"),
        ["aob"] = ("mc", "aob"),
        ["plcell"] = ("ko", "plcell"),
        ["plphys"] = ("ki", "plphys"),
        ["femsec"] = ("fi", "femsec"),
        ["annweh"] = ("wx", "annweh"),
        ["icesjms"] = ("fs", "icesjms"),
        ["pnasnexus"] = ("pg", "pnasnexus"),
        ["nsr"] = ("nw", "nsr"),
        ["rasti"] = ("rz", "rasti"),
    }.ToFrozenDictionary();

    public static Verdict? Read(string journal, string file)
    {
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        // The Chemical Society of Japan's Bulletin names its files by the suffix: bcsj.36.278.pdf.
        if (journal == "bcsj" && file.Split('.') is ["bcsj", var volume, var page, ..] && Proceedings.Digits(volume) && Proceedings.Digits(page))
            return Verdict.Is("doi", $"10.1246/bcsj.{volume}.{page}");
        var number = (dot < 0 ? file : file[..dot]).ToLowerInvariant();
        if (!Known.TryGetValue(journal, out var known) || !number.StartsWith(known.Letters, StringComparison.Ordinal))
            return null;
        var rest = number[2..];
        var digits = rest.AsSpan().IndexOfAnyInRange('0', '9');
        return digits is 1 or 2 && rest.Length - digits is 3 or 4 && Proceedings.Digits(rest[digits..])
            ? Verdict.Is("doi", $"10.1093/{known.Stem}/{number}")
            : null;
    }
}
