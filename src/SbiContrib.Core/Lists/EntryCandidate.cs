using System.Globalization;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Lists;

/// <summary>An entry as far as it tells its work from others.</summary>
internal static class EntryCandidate
{
    /// <summary>What is longer is a description, that a list gives no title of its own; comparing many of them takes long.</summary>
    private const int LongestTitle = 400;

    /// <summary>The candidate; code and data that stand beside a work don't name it.</summary>
    public static Candidate Of(Entry entry, int at) => new(
        at.ToString(CultureInfo.InvariantCulture),
        entry.Title.Length is 0 or > LongestTitle || Roles.IsAddress(entry.Title) ? null : entry.Title,
        [.. entry.Links.Where(link => link.Role is not ("code" or "data")).Select(link => Identify.Link(link.Url).Id).OfType<Identifier>().Distinct()],
        [.. entry.Authors.Select(author => author == "others" ? "et al." : Tex.ToUnicode(author))],
        int.TryParse(entry.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null);
}
