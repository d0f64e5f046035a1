using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Rules;

/// <summary>Holds every item of a submission against every rule.</summary>
public static class Check
{
    /// <summary>Checks a submission.</summary>
    /// <param name="submission">The items as typed.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="lists">The site's lists.</param>
    /// <returns>One checked item a submitted one, in order; one more for all that are too many.</returns>
    public static ImmutableArray<CheckedItem> All(Submission submission, Facts facts, SiteLists lists)
    {
        var items = ImmutableArray<CheckedItem>.Empty;
        var open = new OpenItems(facts);
        foreach (var typed in submission.Items.Take(Submission.MostItems))
            items = items.Add(typed.Kind == ItemKind.Add ? One(typed, items, facts, lists, open) : ChangeCheck.One(typed, items, facts, lists));
        return TooManyLinks.Check(submission) is { } left ? items.Add(left) : items;
    }

    /// <summary>What must still be asked for before the submission can be checked: pages first, as a source is then asked for what they name.</summary>
    /// <param name="submission">The items as typed.</param>
    /// <param name="facts">What is known.</param>
    /// <returns>The effect that asks; null where all is known.</returns>
    public static Effect? Unasked(Submission submission, Facts facts)
    {
        var taken = submission.Items.Take(Submission.MostItems).ToArray();
        var links = taken.Where(item => item.Kind == ItemKind.Add).Select(item => item.Link).ToArray();
        if (links.Where(link => Understood.NeedsReading(link, facts)).Distinct().ToImmutableArray() is { IsEmpty: false } pages)
            return new ReadPages(pages);
        var ids = links.Select(link => Understood.Link(link, facts).Id).Concat(taken.Select(item => ChangeCheck.NewId(item))).OfType<Identifier>().Distinct().Where(id => !facts.Works.ContainsKey(id)).ToImmutableArray();
        return ids.IsEmpty ? null : new LookUp(ids);
    }

    private static CheckedItem One(SubmittedItem typed, ImmutableArray<CheckedItem> earlier, Facts facts, SiteLists lists, OpenItems open)
    {
        var link = Understood.Link(typed.Link, facts);
        var lookup = link.Id is { } id ? facts.Works.GetValueOrDefault(id) : null;
        var (place, candidates) = lists.Place(typed.Section, typed.NewSection);
        var item = new CheckedItem
        {
            Typed = typed,
            Link = link,
            Page = Understood.Page(typed.Link, facts),
            Lookup = lookup,
            Ids = [.. new[] { link.Id }.OfType<Identifier>().Concat(lookup?.Work?.Ids ?? []).Distinct()],
            Place = place,
            Candidates = candidates,
            Earlier = earlier,
        };
        return item with { Findings = [.. Rules(item, facts, lists, open).OfType<Finding>().OrderBy(finding => finding.Severity)] };
    }

    // The first error is the one that is told: what the contributor can mend comes after what makes mending needless.
    private static IEnumerable<Finding?> Rules(CheckedItem item, Facts facts, SiteLists lists, OpenItems open) =>
    [
        LinkIsUnderstood.Check(item, facts),
        TitleIsTheSource.Check(item),
        .. NotListedYet.Check(item, lists, facts.Site),
        WorkExists.Check(item),
        WorkStands.Check(item),
        OncePerSubmission.Check(item),
        .. NotProposedYet.Check(item, facts, open),
        SectionIsKnown.Check(item),
        NotBarred.Check(item, facts.Site),
        SectionIsThere.Check(item),
        EntryFits.Check(item, lists),
    ];
}
