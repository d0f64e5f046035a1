using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>Puts an entry back into the section that it was listed in, also where that section went with its last entry.</summary>
public static class SectionAgain
{
    /// <summary>Writes the entry; its section is made again where nothing of it is left.</summary>
    /// <param name="document">The list.</param>
    /// <param name="entry">The entry as it was listed.</param>
    /// <param name="section">The section that it stood in; empty where it stood in none.</param>
    /// <returns>The change; null where the list can't have such a section.</returns>
    public static ListChange? Add(IListDocument document, NewEntry entry, ImmutableArray<string> section)
    {
        try
        {
            return section.IsEmpty ? document.Add(entry, section) : document.AddSection(entry, section);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
