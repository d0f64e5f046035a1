using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SbiContrib.Core.Duplicates;

namespace SbiContrib.Core.Lists.Folder;

/// <summary>Names an entry's file as the neighbours are named: by the identifier that it holds, else by author and title.</summary>
internal static class FolderName
{
    private const int Longest = 60;

    public static string Of(NewEntry entry, ImmutableArray<FolderFile> files, FolderKeys keys, string path)
    {
        var folder = files.Select(f => f.File.Path[..(f.File.Path.LastIndexOf('/') + 1)]).GroupBy(f => f).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? path + "/";
        var ending = files.Select(f => f.File.Path[f.File.Path.LastIndexOf('.')..]).GroupBy(e => e).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? ".yml";
        var taken = files.Select(f => f.Stem).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var stem = ByIdentifier(entry, files, keys) ?? ByWords(entry, files);
        var free = stem;
        for (var i = 2; !taken.Add(free); i++)
            free = stem + "-" + i.ToString(CultureInfo.InvariantCulture);
        return folder + free + ending;
    }

    /// <summary>The identifier, where most of the files that hold one are named by it.</summary>
    private static string? ByIdentifier(NewEntry entry, ImmutableArray<FolderFile> files, FolderKeys keys)
    {
        foreach (var (scheme, key) in keys.Ids)
        {
            var value = entry.IdOf(scheme);
            if (value is not null && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && files.Count(f => f[key]?.Text is { } own && own == f.Stem) * 2 >= files.Count(f => f[key] is not null))
                return value;
        }
        return null;
    }

    private static string ByWords(NewEntry entry, ImmutableArray<FolderFile> files)
    {
        var join = files.Count(f => f.Stem.Contains('_', StringComparison.Ordinal)) > files.Count(f => f.Stem.Contains('-', StringComparison.Ordinal)) ? '_' : '-';
        var family = entry.Persons.Select(p => p.Family ?? p.Literal).FirstOrDefault() ?? entry.Authors.Select(a => a[(a.LastIndexOf(' ') + 1)..]).FirstOrDefault() ?? "";
        var words = new[] { string.Concat(Plain(family)) }.Where(w => w.Length > 0).Concat(Plain(entry.Title).Where(w => w.Length > 2).Take(4)).ToList();
        var name = string.Join(join, words);
        return name.Length == 0 ? "entry" : name.Length <= Longest ? name : name[..Longest].TrimEnd(join);
    }

    private static IEnumerable<string> Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Take(200))
        {
            if (char.IsLetterOrDigit(c))
                Folding.Append(plain, c);
            else
                plain.Append(' ');
        }
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new string([.. w.Where(char.IsAsciiLetterOrDigit)])).Where(w => w.Length > 0);
    }
}
