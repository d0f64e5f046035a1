using System.Collections.Immutable;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>Holds what is asked for about a listed entry against the rules.</summary>
public static class ChangeCheck
{
    private const string Scheme = "entry";

    /// <summary>The work that the new link names; null where there is none, or it names none.</summary>
    /// <param name="typed">An item.</param>
    /// <returns>The identifier.</returns>
    public static Identifier? NewId(SubmittedItem typed) =>
        typed is { Kind: ItemKind.Correct, NewLink: { Length: > 0 } link } ? Identify.Link(link).Id : null;

    /// <summary>What is claimed while an entry is being changed: nobody else may change it meanwhile.</summary>
    /// <param name="typed">An item.</param>
    /// <returns>The identifier; null where a new entry is asked for.</returns>
    public static Identifier? Claim(SubmittedItem typed) =>
        typed.Kind == ItemKind.Add ? null : new(Scheme, Identify.Link(typed.Link).Id?.ToString() ?? Lists.Words.Plain(typed.Link));

    /// <summary>Checks one item.</summary>
    internal static CheckedItem One(SubmittedItem typed, ImmutableArray<CheckedItem> earlier, Facts facts, SiteLists lists)
    {
        var targets = lists.Named(typed.Link);
        var (place, candidates) = typed is { Kind: ItemKind.Correct, Section: { Length: > 0 } section } ? lists.Place(section, typed.NewSection) : (Here(targets), []);
        var lookup = NewId(typed) is { } id ? facts.Works.GetValueOrDefault(id) : null;
        var item = new CheckedItem
        {
            Typed = typed,
            Link = Identify.Link(typed.NewLink is { Length: > 0 } link ? link : typed.Link),
            Lookup = lookup,
            Ids = [.. new[] { Claim(typed), NewId(typed) }.OfType<Identifier>().Distinct()],
            Target = targets is [var only] ? only : null,
            Place = place,
            Candidates = candidates,
            Earlier = earlier,
        };
        return item with { Findings = [.. Rules(item, targets, facts, lists).OfType<Finding>().OrderBy(finding => finding.Severity)] };
    }

    private static Placement? Here(ImmutableArray<ListedEntry> targets) =>
        targets is [var one] ? new(one.List, one.Entry.Section, one.Entry.Label, "it stands there") : null;

    private static IEnumerable<Finding?> Rules(CheckedItem item, ImmutableArray<ListedEntry> targets, Facts facts, SiteLists lists) =>
    [
        IsListed(item, targets),
        SaysWhat(item),
        LinkIsOne(item),
        WorkExists.Check(item),
        WorkStands.Check(item),
        Clash(item, facts),
        item.Earlier.Any(earlier => earlier.Outcome == Outcome.Good && earlier.Ids.Intersect(item.Ids).Any()) ? Error(item, Outcome.Claimed, "this entry is changed above already.") : null,
        LinkIsFree(item, lists, facts.Site),
        SectionIsKnown.Check(item),
        SectionIsThere.Check(item),
        SameWork(item),
        Outlives(item, facts.Site),
    ];

    private static Finding? IsListed(CheckedItem item, ImmutableArray<ListedEntry> targets) => targets.Length switch
    {
        0 => Error(item, Outcome.NotListed, "the list has no such entry. Please give its link or its title as it stands there."),
        1 => null,
        var many => Error(item, Outcome.NotListed, $"{many} entries of the list go by this. Please give the link of the one that is meant."),
    };

    private static Finding? SaysWhat(CheckedItem item) => item switch
    {
        { Typed.Kind: not ItemKind.Correct } or { Target: null } => null,
        { Typed: { Title: null or "", NewLink: null or "", Section: null or "" } } => Error(item, Outcome.NothingNew, "please say what is to be different: the title, the link or the section."),
        { Place: not null } when Changes.Of(item).IsEmpty => Error(item, Outcome.Listed, "the list says so already."),
        _ => null,
    };

    private static Finding? LinkIsOne(CheckedItem item) =>
        item.Typed.NewLink is { Length: > 0 } link && NewId(item.Typed) is null && Changes.Address(link) is null
            ? Error(item, Outcome.NotUnderstood, $"the new link {Markdown.Code(link)} is none that I can read.") : null;

    private static Finding? Clash(CheckedItem item, Facts facts) => facts.Claims.FirstOrDefault(claim => claim.By != facts.Key && item.Ids.Contains(claim.Id)) is { } claim
        ? Error(item, Outcome.Claimed, $"somebody else's change to it is open, see {claim.Url}. When that one has ended, I take yours up again by myself.") with { WaitsFor = claim.By }
        : null;

    private static Finding? LinkIsFree(CheckedItem item, SiteLists lists, SiteFacts site) =>
        NewId(item.Typed) is { } id && item.Target is { } target && lists.Find(new("", null, [id], [], null)).FirstOrDefault(found => found.Finding.Verdict == DuplicateVerdict.Certain && found.Entry.Text != target.Entry.Text) is { } other
            ? Error(item, Outcome.Listed, $"another entry has the new link already: {NotListedYet.Link(other, site)}.")
            : null;

    // A preprint and its journal version differ in much; the title says most.
    private static Finding? SameWork(CheckedItem item) =>
        item is { Target: { } target, Lookup.Work.Title: { } title } && Lists.Words.Likeness(Lists.Words.Plain(title), Lists.Words.Plain(target.Entry.Title)) < 80
            ? Finding.Warning(nameof(SameWork), $"the new link is of “{Markdown.Plain(title)}”: is that the same work?")
            : null;

    // Its crawler is told of what goes or moves; titles and links it writes anew.
    private static Finding? Outlives(CheckedItem item, SiteFacts site) =>
        item is { Typed.Kind: ItemKind.Correct, Target.List.Path: { } path } && (item.Typed.Title is { Length: > 0 } || item.Typed.NewLink is { Length: > 0 }) && site.Settings?.Lists.FirstOrDefault(list => list.Path == path)?.Crawler is not null
            ? Finding.Warning(nameof(Outlives), "the list's crawler can be told which entries to leave out and where they stand, not their titles and links: its next run may write the former ones again")
            : null;

    private static Finding Error(CheckedItem item, Outcome outcome, string words) => Finding.Error(nameof(ChangeCheck), outcome, $"{Markdown.Code(item.Typed.Link)}: {words}");
}
