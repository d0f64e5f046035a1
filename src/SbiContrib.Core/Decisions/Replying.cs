using System.Collections.Immutable;
using SbiContrib.Core.Commands;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Decisions;

/// <summary>A plain reply to our question: one that holds a link or names a section answers it.</summary>
internal static class Replying
{
    private static readonly Outcome[] NoWork = [Outcome.NotUnderstood, Outcome.NotFound, Outcome.NotListed];

    /// <summary>Whether a comment answers what was asked.</summary>
    public static bool Answers(CommentFacts comment, Facts facts) => !Edits(comment, facts).IsEmpty;

    /// <summary>The contribution with the answer.</summary>
    public static Contribution Take(Facts facts, CommentFacts comment) =>
        facts.Saved! with { Edits = [.. facts.Saved.Edits, .. Edits(comment, facts)] };

    private static ImmutableArray<Edit> Edits(CommentFacts comment, Facts facts)
    {
        if (facts.Saved is not { State: State.NeedsInfo, Notice: not { Rests: true } } saved || !Authority.IsContributor(comment.Author, facts) || comment.At < Asked(saved) || facts.Site.SettingsProblem is not null)
            return [];
        var lines = CommandReader.Lines(comment.Body);
        var links = lines.SelectMany(SubmissionReader.LinksOf).Distinct().Take(Submission.MostItems).ToArray();
        return links.Length > 0 ? Links(saved, links) : Sections(saved, facts, lines);
    }

    // GitHub counts whole seconds.
    private static DateTimeOffset Asked(Contribution saved) =>
        saved.History.LastOrDefault(entry => entry.State == State.NeedsInfo) is { At: var at } ? at.AddSeconds(-1) : DateTimeOffset.MinValue;

    // The one link that led nowhere is replaced; what else there is comes on top.
    private static ImmutableArray<Edit> Links(Contribution saved, string[] links)
    {
        var bad = saved.Items.Where(item => NoWork.Contains(item.Outcome)).ToArray();
        return bad is [var one] && links is [var link]
            ? [new(EditKind.Link, one.Link, link)]
            // What a correction lacks can't be told from a bare link.
            : saved.Items.Any(item => item.Kind != ItemKind.Add) ? []
            : [.. links.Where(link => !saved.Items.Any(item => item.Link == link)).Select(link => new Edit(EditKind.Add, link))];
    }

    private static ImmutableArray<Edit> Sections(Contribution saved, Facts facts, ImmutableArray<string> lines)
    {
        var open = saved.Items.Where(item => item.Outcome == Outcome.NoSection).ToArray();
        if (open.Length == 0)
            return [];
        var lists = SiteLists.Of(facts.Site);
        var named = lines.Where(line => line.Length > 0 && lists.Place(line).Place is not null).Distinct().ToArray();
        if (named is not [var section])
            return [];
        var submission = Checking.Read(facts)?.Items ?? [];
        return [.. open.Select(item => new Edit(EditKind.Section, item.Link, section, submission.FirstOrDefault(typed => typed.Link == item.Link)?.Section))];
    }
}
