using System.Globalization;
using System.Text;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists.Bibtex;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What the key of a reference link may be made of.</summary>
/// <param name="Title">The title of its entry.</param>
/// <param name="Author">Its first author, as listed; null where it names none.</param>
/// <param name="Year">Its year.</param>
/// <param name="Role">What the link leads to.</param>
/// <param name="Url">Its address.</param>
internal sealed record KeyFacts(string Title, string? Author, string? Year, string Role, string Url);

/// <summary>Makes the key of a new reference link as the links around make theirs.</summary>
internal static class ReferenceKeys
{
    /// <summary>A key made of a title has no more words.</summary>
    private const int MostWords = 5;

    private static readonly string[] Joints = ["-", "_", ".", ":", " ", ""];

    /// <summary>What keys are made of, the plainest first.</summary>
    private static readonly Func<KeyFacts, string?>[] Makers =
    [
        f => PlainText.OneLine(f.Title),
        f => Slug(f.Title, "-", int.MaxValue),
        f => Slug(f.Title, "-", MostWords),
        f => Slug(f.Title, "_", int.MaxValue),
        f => Slug(f.Title, "", int.MaxValue),
        f => Slug(f.Title, " ", int.MaxValue),
        f => f.Title.Split(':') is [var name, _, ..] ? Slug(name, "-", MostWords) : null,
        f => Slug(f.Title, "-", 1),
        f => Named(f, "", small: true),
        f => Named(f, "", small: false),
        f => Named(f, "-", small: true),
        f => Named(f, "_", small: true),
        f => Named(f, "-", small: false),
        f => Named(f, "", small: true) is { } named ? named + BibKey.FirstWord(f.Title) : null,
        f => Identify.Link(f.Url).Id?.Value,
        f => Identify.Link(f.Url).Id is { } id ? $"{id.Scheme}:{id.Value}" : null,
        f => Identify.Link(f.Url).Id?.Value is { } value ? value[(value.LastIndexOf('/') + 1)..] : null,
    ];

    /// <summary>Makes a key that none has.</summary>
    /// <param name="near">The keys around, nearest first, and what each may be made of.</param>
    /// <param name="facts">What the new one may be made of.</param>
    /// <param name="taken">Whether there is such a key.</param>
    /// <param name="all">All keys of the page.</param>
    public static string Of(IReadOnlyList<(string Key, KeyFacts Facts)> near, KeyFacts facts, Predicate<string> taken, IEnumerable<string> all)
    {
        if (near.Count > 0 && near.All(n => Number(n.Key) is not null))
            return (all.Select(Number).OfType<int>().Max() + 1).ToString(CultureInfo.InvariantCulture);
        var makers = Makers.Concat(Makers.SelectMany(OfRole)).ToList();
        var best = makers.Select(make => (Make: make, Count: near.Count(n => make(n.Facts) == n.Key))).MaxBy(m => m.Count);
        var made = best.Count * 2 >= near.Count && best.Count > 0 ? best.Make(facts) : null;
        var key = made is not null && References.IsLabel(made) && IsPlain(made) ? made : Slug(facts.Title, "-", MostWords) + (facts.Role is Roles.Main or "" ? "" : "-" + Slug(facts.Role, "-", MostWords));
        return Free(key.Trim('-') is { Length: > 0 } named ? named : "link", taken);
    }

    /// <summary>A key that says what the link leads to besides: <c>foo-code</c>.</summary>
    private static IEnumerable<Func<KeyFacts, string?>> OfRole(Func<KeyFacts, string?> make) =>
        Joints.SelectMany(j => new Func<KeyFacts, string?>[] { f => make(f) is { } key ? key + j + f.Role : null, f => make(f) is { } key ? f.Role + j + key : null });

    private static string Free(string key, Predicate<string> taken)
    {
        if (!taken(key))
            return key;
        // smith2020 becomes smith2020b, foo becomes foo-2.
        for (var i = 2; ; i++)
        {
            var next = char.IsDigit(key[^1]) && i <= 26 ? key + (char)('a' + i - 1) : string.Create(CultureInfo.InvariantCulture, $"{key}-{i}");
            if (!taken(next))
                return next;
        }
    }

    private static int? Number(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? number : null;

    /// <summary>Whether a key holds nothing that any reader of Markdown or Liquid would take for something else.</summary>
    private static bool IsPlain(string key) => key.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or ':' or '/' or ',');

    private static string? Named(KeyFacts facts, string joint, bool small) =>
        facts is { Author: { } author, Year: { Length: >= 4 } year } && BibKey.FamilyOf(author) is { Length: > 0 } family ? (small ? family.ToLowerInvariant() : family) + joint + year[..4] : null;

    /// <summary>The words of a text in small letters.</summary>
    private static string Slug(string text, string joint, int most)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : c is '\'' or '’' ? "" : " ");
        return string.Join(joint, plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(most));
    }
}
