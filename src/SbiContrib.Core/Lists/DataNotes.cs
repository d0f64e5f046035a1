using SbiContrib.Core.Lists.Bibtex;
using SbiContrib.Core.Lists.Yaml;

namespace SbiContrib.Core.Lists;

/// <summary>Notes that hold an entry's own fields, for lists of the family that it was read from; on a page they say nothing.</summary>
internal static class DataNotes
{
    /// <summary>The entry with what its note says to a reader.</summary>
    public static NewEntry Without(NewEntry entry)
    {
        if (!entry.AsListed || entry.Note is null)
            return entry;
        var said = BibNote.Read(entry.Note) is null ? YamlNote.Of(entry.Note).Text : "";
        return said == entry.Note ? entry : entry with { Note = said.Length == 0 ? null : said };
    }
}
