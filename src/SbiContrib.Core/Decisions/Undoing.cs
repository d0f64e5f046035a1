using System.Collections.Immutable;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Crawler;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>What was merged is taken out again, by a pull request of its own; the contribution stays merged.</summary>
internal static class Undoing
{
    /// <summary>Should everything fail before the pull request is saved, it is taken up again after this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Takes an <c>/undo</c>.</summary>
    public static Obeying.Result ByCommand(Facts facts, Contribution saved, CommentFacts comment) => saved switch
    {
        { State: not State.Merged } => new(saved, $"{Markdown.Code("/undo")} takes out what was merged, and this isn't. {Markdown.Code("/withdraw")} (its contributor) or {Markdown.Code("/reject REASON")} (a maintainer) ends it."),
        _ when !saved.Items.Any(item => item is { Outcome: Outcome.Good, Kind: ItemKind.Add }) => new(saved, $"{Markdown.Code("/undo")} takes out what was added. What #{saved.Pull} changed comes back by the button “Revert” there."),
        { Undo: { Pull: { } pull, Done: false } } => new(saved, $"{Markdown.Code("/undo")}: #{pull} takes the entries out already."),
        { Undo.Done: false } => new(saved),
        _ => new(saved with { Undo = new(comment.Author, (saved.Undo?.Attempt ?? saved.Attempt) + 1), Due = facts.Now + Grace }),
    };

    /// <summary>What is left to do until the pull request that takes the entries out is open, and until it is done with.</summary>
    public static ImmutableArray<Effect> Next(Facts facts)
    {
        if (facts.Saved is not { Undo: { Done: false } undo } saved)
            return [];
        return facts.Pull is { } pull && pull.Number != saved.Pull ? Follow(facts, saved, undo, pull) : Open(facts, saved, undo);
    }

    private static ImmutableArray<Effect> Follow(Facts facts, Contribution saved, Undo undo, PullFacts pull) => pull switch
    {
        // Main left it behind. A commit of somebody else's is never written over.
        { State: PullState.Open, Mergeable: false, HeadEntries: not null } => Remake(facts, saved, undo, pull),
        { State: PullState.Open } => Settling.To(facts, saved with { Undo = undo with { Pull = pull.Number }, Due = pull.Mergeable is null ? Soon(facts, saved) : null }),
        _ => Settling.To(facts, saved with { Undo = undo with { Pull = pull.Number, Done = true, Merged = pull.State == PullState.Merged && pull.Elsewhere(facts.Site) is null }, Due = null }, null, new DeleteBranch(BranchName.Of(saved.Key, undo.Attempt))),
    };

    // Until GitHub has found out whether it merges.
    private static DateTimeOffset Soon(Facts facts, Contribution saved) => saved.Due is { } due && due > facts.Now ? due : facts.Now + Grace;

    private static ImmutableArray<Effect> Open(Facts facts, Contribution saved, Undo undo)
    {
        var (removals, unsure, work) = Removals(facts, saved);
        if (removals.IsEmpty)
            return Settling.To(facts, saved with { Undo = undo with { Done = true, Unsure = !unsure.IsEmpty }, Due = null });
        var (title, body) = Words(facts, saved, undo, removals, unsure);
        return [new OpenPull(BranchName.Of(saved.Key, undo.Attempt), facts.Site.Head, Commit(work, title), title, body)];
    }

    // Where nothing is left to take out, there is nothing to decide about.
    private static ImmutableArray<Effect> Remake(Facts facts, Contribution saved, Undo undo, PullFacts pull)
    {
        var (removals, unsure, work) = Removals(facts, saved);
        if (removals.IsEmpty)
            return [new ClosePull(pull.Number)];
        var (title, body) = Words(facts, saved, undo, removals, unsure);
        return [new RemakePull(pull.Number, BranchName.Of(saved.Key, undo.Attempt), pull.Head, facts.Site.Head, Commit(work, title), title, body)];
    }

    private static Change Commit(ListsInWork work, string title) => new(work.Files, CommitText.Of(title, null, "undo")) { Deleted = work.Deleted };

    private static (string Title, string Body) Words(Facts facts, Contribution saved, Undo undo, ImmutableArray<ListChange> removals, ImmutableArray<Item> unsure) => (
        $"Take out what #{saved.Pull} added",
        $"{Markdown.Plain(undo.By)} asked for it{(facts.Issue is { } issue ? $" in #{issue.Number}" : "")}. It takes out:\n\n{string.Concat(removals.Select(change => $"{Markdown.Block(change.Entry.Text.Trim('\r', '\n'), "markdown")}\n"))}"
        + string.Concat(unsure.Select(item => $"\nNot among them is {Markdown.Plain(item.Title ?? item.Link)}: the list has it more than once, and I can't tell any more which one came with #{saved.Pull}.\n")));

    // Each on what those before it left of the file.
    private static (ImmutableArray<ListChange> Removals, ImmutableArray<Item> Unsure, ListsInWork Work) Removals(Facts facts, Contribution saved)
    {
        var work = new ListsInWork();
        var (changes, unsure) = (ImmutableArray.CreateBuilder<ListChange>(), ImmutableArray.CreateBuilder<Item>());
        foreach (var item in saved.Items.Where(item => item is { Outcome: Outcome.Good, Id: not null, Kind: ItemKind.Add }))
        {
            var lists = new SiteLists(SiteLists.ListsOf(facts.Site).Select(work.Now));
            var found = lists.Find(new("", item.Title, [item.Id!.Value], [], null)).Where(found => found.Finding.Verdict == Duplicates.DuplicateVerdict.Certain).ToImmutableArray();
            if (Own(item, found) is { } entry)
            {
                changes.Add(work.Take(entry.List, work.Read(entry.List).Remove(entry.Entry)));
                work.Tell(facts.Site, entry.List.Path, (list, files) => Lasting.Removal(entry.Entry, list, files));
            }
            else if (!found.IsEmpty)
            {
                unsure.Add(item);
            }
        }
        return (changes.ToImmutable(), unsure.ToImmutable(), work);
    }

    // Of several entries of one work, the one that came with it: as it was written, in its section; a person may have touched it up since.
    private static ListedEntry? Own(Item item, ImmutableArray<ListedEntry> found)
    {
        var there = found.Where(entry => entry.Entry.Section.SequenceEqual(item.Section)).ToArray();
        return there.FirstOrDefault(entry => Proposal.Written(entry.Entry) == item.Wrote) ?? found.FirstOrDefault(entry => Proposal.Written(entry.Entry) == item.Wrote)
            ?? (there is [var only] ? only : found is [var one] ? one : null);
    }
}
