using System.Globalization;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>The anchors that GitHub gives to headings.</summary>
internal static class Anchors
{
    /// <summary>The anchors of a page's headings, in order: one that was given before gets a number.</summary>
    /// <param name="headings">Their texts as plain text.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> headings)
    {
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        var anchors = new List<string>();
        foreach (var heading in headings)
        {
            var (slug, anchor) = (Slug(heading), "");
            for (anchor = slug; given.ContainsKey(anchor); anchor = $"{slug}-{given[slug].ToString(CultureInfo.InvariantCulture)}")
                given[slug]++;
            given[anchor] = 0;
            anchors.Add(anchor);
        }
        return anchors;
    }

    /// <summary>Lower case; letters, digits, <c>-</c> and <c>_</c> stay, a space becomes <c>-</c>, all else goes.</summary>
    private static string Slug(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (var rune in heading.Trim().EnumerateRunes())
        {
            if (rune.Value == ' ')
                slug.Append('-');
            else if (rune.Value is '-' or '_' || Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation)
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        return slug.ToString();
    }
}
