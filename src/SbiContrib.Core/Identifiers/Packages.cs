using System.Text;

namespace SbiContrib.Core.Identifiers;

/// <summary>Package indexes: PyPI, CRAN, Bioconductor, Julia, conda.</summary>
internal static class Packages
{
    /// <summary><c>pypi.org/project/sbi/0.22.0</c>, and the index's older addresses.</summary>
    public static Verdict? Pypi(Address at)
    {
        var isProject = at[0] is "project" or "projects" or "pypi" or "p" or "simple" || (at[0] == "packages" && at.Host == "pypistats.org");
        if (!isProject || at[1].Length == 0)
            return Verdict.NotAWork;
        var version = at[2].Length > 0 && char.IsAsciiDigit(at[2][0]) ? at[2] : null;
        return PypiName(at[1]) is { } name ? Verdict.Is("pypi", name, version) : Verdict.NotAWork;
    }

    /// <summary>The name as PEP 503 normalises it: lower case, runs of <c>-_.</c> one dash.</summary>
    public static string? PypiName(string text)
    {
        if (!IsName(text, "-_."))
            return null;
        var name = new StringBuilder(text.Length);
        foreach (var character in text.ToLowerInvariant())
        {
            var plain = character is '_' or '.' ? '-' : character;
            if (plain != '-' || name[^1] != '-')
                name.Append(plain);
        }
        return name.ToString();
    }

    /// <summary><c>cran.r-project.org/package=Name</c> and <c>/web/packages/Name/…</c>; names are told apart by case.</summary>
    public static Verdict? Cran(Address at)
    {
        var name = at[0].StartsWith("package=", StringComparison.OrdinalIgnoreCase) ? at[0]["package=".Length..]
            : at[0] == "web" && at[1] == "packages" ? at[2]
            : at[0] == "package" ? at[1]
            : at[0] == "src" && at[1] == "contrib" && at.Segments[^1].EndsWith(".tar.gz", StringComparison.Ordinal) ? at.Segments[^1].Split('_')[0] : "";
        return IsName(name, ".") && !name.Contains(".html", StringComparison.Ordinal) && !name.StartsWith("available_", StringComparison.Ordinal)
            ? Verdict.Is("cran", name)
            : Verdict.NotAWork;
    }

    /// <summary>Who shows CRAN's packages under their names.</summary>
    public static Verdict? CranShown(Address at) => at[0] is "cran" or "package" && IsName(at[1], ".") ? Verdict.Is("cran", at[1]) : null;

    /// <summary>Bioconductor registers each package's DOI by its name.</summary>
    public static Verdict? Bioconductor(Address at)
    {
        var html = Array.LastIndexOf(at.Segments, "html");
        var file = html > 0 ? at[html + 1] : at[0] == "packages" && at.Segments.Length == 2 ? at[1] : "";
        var name = file.EndsWith(".html", StringComparison.Ordinal) ? file[..^5] : file;
        return at[0] == "packages" && IsName(name, ".") && name is not ("release" or "devel") ? Verdict.Is("doi", "10.18129/b9.bioc." + name.ToLowerInvariant()) : null;
    }

    /// <summary>JuliaHub: <c>/ui/Packages/General/Name</c>, before <c>/ui/Packages/Name/slug</c>.</summary>
    public static Verdict? Julia(Address at)
    {
        var packages = Array.FindIndex(at.Segments, part => part is "Packages" or "packages");
        var name = packages < 0 ? at[0] is "General" ? at[1] : "" : at[packages + 1] is "General" ? at[packages + 2] : at[packages + 1];
        return IsName(name, "_") && char.IsAsciiLetterUpper(name[0]) ? Verdict.Is("julia", name) : Verdict.NotAWork;
    }

    /// <summary>anaconda.org's common channels; in a person's channel the same name may be another package.</summary>
    public static Verdict? Conda(Address at)
    {
        var (channel, name) = at.Host == "prefix.dev" ? (at[1], at[3]) : (at[0], at[1]);
        return channel.ToLowerInvariant() is "conda-forge" or "anaconda" or "main" or "bioconda" && name is not "repo" && IsName(name, "-_.")
            ? Verdict.Is("conda", name.ToLowerInvariant()) with { Page = new Uri($"https://anaconda.org/{channel.ToLowerInvariant()}/{name.ToLowerInvariant()}") }
            : name.Length > 0 && name is not "repo" ? Verdict.NeedsPage : Verdict.NotAWork;
    }

    private static bool IsName(string text, string others)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !others.Contains(character, StringComparison.Ordinal))
                return false;
        }
        return text.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
    }
}
