using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>Puts an entry back into the section that it was listed in, also where no entry stands in that section any more.</summary>
public static class SectionAgain
{
    /// <summary>Writes the entry under the heading that it stood under; where its section was nothing but a word that its entries say, it says it again.</summary>
    /// <param name="document">The list.</param>
    /// <param name="entry">The entry as it was listed.</param>
    /// <param name="section">The section that it stood in; empty where it stood in none.</param>
    /// <param name="make">Whether a heading that is gone is made again.</param>
    /// <returns>The change; null where the list has no such section.</returns>
    public static ListChange? Add(IListDocument document, NewEntry entry, ImmutableArray<string> section, bool make = false)
    {
        bool Is(Section other) => other.Path.SequenceEqual(section, StringComparer.Ordinal);
        try
        {
            return section.IsEmpty || document.Sections.Any(Is) || document.Unused.Any(Is) ? document.Add(entry, section)
                : make || document.SectionsAreSaid ? document.AddSection(entry, section) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
