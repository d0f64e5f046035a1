using System.Collections.Immutable;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>Main got what a contribution proposes another way.</summary>
internal static class Arrival
{
    /// <summary>Whether the list has each of the works that were proposed.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>False too where the lists can't be read, and where a listed work is asked for once more: that it is there says nothing then.</returns>
    public static bool OfAll(Facts facts)
    {
        if (facts is not { Saved: { } saved, Site: { Settings: not null, SettingsProblem: null } } || Checking.ReadOrKept(facts)?.Items.Any(item => item.Distinct || item.Also) == true)
            return false;
        var proposed = saved.Items.Where(item => item.Outcome == Outcome.Good).ToArray();
        if (proposed.Length == 0 || proposed.Any(item => item is not { Kind: Submissions.ItemKind.Add, Id: not null }))
            return false;
        var lists = SiteLists.Of(facts.Site);
        // What rests claims nothing.
        if (saved.Claims.IsEmpty)
            return proposed.All(item => Has(lists, item));
        // All that is claimed is of the one work: its preprint and its published version.
        return proposed.Length == 1 ? lists.Have(saved.Claims) : proposed.All(item => Has(lists, item));
    }

    /// <summary>The works of a contribution that is refused, of which the list may have some: each is told apart.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The items, as they are to be told.</returns>
    public static ImmutableArray<Item> Told(Facts facts)
    {
        var saved = facts.Saved!;
        if (saved.Items.Count(item => item.Outcome == Outcome.Good) < 2 || facts.Site is not { Settings: not null, SettingsProblem: null } || Checking.ReadOrKept(facts)?.Items.Any(item => item.Distinct || item.Also) == true)
            return saved.Items;
        var lists = SiteLists.Of(facts.Site);
        return [.. saved.Items.Select(item => item is { Outcome: Outcome.Good, Kind: Submissions.ItemKind.Add, Id: not null } && Has(lists, item)
            ? item with { Outcome = Outcome.Listed, Words = $"{Markdown.Plain(item.Title ?? item.Link)}: the list has it by now." }
            : item)];
    }

    private static bool Has(SiteLists lists, Item item) =>
        lists.Find(new("", item.Title, [item.Id!.Value], [], null)).Any(found => found.Finding.Verdict == DuplicateVerdict.Certain);
}
