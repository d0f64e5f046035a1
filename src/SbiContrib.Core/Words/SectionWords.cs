using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Words;

/// <summary>What is said of a section that can't be used.</summary>
internal static class SectionWords
{
    /// <summary>How many sections are named: ten such answers must fit into one comment.</summary>
    private const int MostTold = 20;

    /// <summary>Why an entry can't stand in the section that a command names; null where it can.</summary>
    public static string? Unplaced(SiteLists lists, string typed, string command)
    {
        var (section, isNew) = NewSections.Read(typed);
        var (place, candidates) = lists.Place(section, isNew);
        return place is not null ? null
            : isNew ? $"{Markdown.Code(command)}: {Markdown.Code(typed)} can't be made: it needs a name, and what is to stand above it must be there."
            : $"{Markdown.Code(command)}: there is no section {Markdown.Code(typed)} in the list, so nothing was changed.{Choice(candidates)} A new one is proposed with {Markdown.Code("/section new: NAME")}.";
    }

    /// <summary>The sections that there are.</summary>
    public static string Choice(IReadOnlyCollection<string> candidates)
    {
        var more = candidates.Count > MostTold ? $" and {candidates.Count - MostTold} more" : "";
        return candidates.Count == 0 ? "" : $" There are {string.Join(", ", candidates.Take(MostTold).Select(Markdown.Code))}{more}.";
    }
}
