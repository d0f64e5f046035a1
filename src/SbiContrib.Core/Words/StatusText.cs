using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Words;

/// <summary>The one comment of ours on an issue: where the contribution stands and what happens next.</summary>
public static class StatusText
{
    /// <summary>GitHub takes 65,536 characters.</summary>
    private const int Most = 60_000;

    /// <summary>The hidden line by which the comment is found again.</summary>
    /// <param name="key">The contribution.</param>
    /// <returns>An HTML comment.</returns>
    public static string Tag(ContributionKey key) => $"<!-- sbi-contrib status {key} -->";

    /// <summary>The whole comment.</summary>
    /// <param name="contribution">The contribution as it shall be.</param>
    /// <returns>Markdown, the tag first.</returns>
    public static string Of(Contribution contribution)
    {
        var text = new StringBuilder();
        text.Append($"{Tag(contribution.Key)}\n**{Headline(contribution)}**\n\n{Next(contribution)}\n{Besides(contribution)}");
        foreach (var line in contribution.Items.Select(Line))
            if (text.Length + line.Length <= Most)
                text.Append(line);
        return text.ToString();
    }

    /// <summary>The hash under which a text is remembered.</summary>
    /// <param name="text">The text.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string Headline(Contribution contribution) => contribution.State switch
    {
        State.NeedsInfo when contribution.Notice is { Rests: true } => "It rests until somebody wants it to go on",
        State.NeedsInfo => "I need your help with this one",
        State.Declined => "There is nothing to add here",
        State.Proposed => "Waiting for a maintainer",
        State.Approved => "Approved, and ready to be merged",
        State.Merged => "Merged, thank you!",
        State.Rejected when contribution.Items.Any(item => item.Outcome == Outcome.Good) && contribution.Items.Any(item => item.Outcome == Outcome.Listed) => "A maintainer decided not to add all of this",
        State.Rejected => "A maintainer decided not to add this",
        State.Withdrawn => "Withdrawn",
        State.Superseded => "The list has it by now",
        State.Stuck => "Something went wrong on my side",
        _ => "Being checked",
    };

    private static string Next(Contribution contribution) => contribution.State switch
    {
        State.NeedsInfo when contribution.Notice is { Kind: NoticeKind.PullClosedByProgram, Of: var by } => $"{Markdown.Plain(by)}, a program, closed #{contribution.Pull}. That decides nothing about the entry. {Markdown.Code("/retry")} in a comment, or opening #{contribution.Pull} again, brings it on. {Enders}",
        State.NeedsInfo when contribution.Notice is { Kind: NoticeKind.MergedElsewhere, Of: var branch } => $"#{contribution.Pull} was merged into {Markdown.Code(branch)}, where the list isn't published from. When its entries come into the list from there, this ends by itself; {Markdown.Code("/retry")} in a comment proposes them for the list now. {Enders}",
        State.NeedsInfo when contribution.Items.IsEmpty => "I found no link in it. Please put the link of the work into the text of this issue, such as `https://arxiv.org/abs/2010.06439` or `https://doi.org/10.1073/pnas.1912789117`, or into a comment; I look again as soon as you do.",
        State.NeedsInfo => "Please edit the text of this issue, or answer here in a comment with the right link or the name of the section; I look again as soon as you do.",
        State.Declined when !contribution.WaitsFor.IsEmpty => "You need not do anything: I come back to it if the other one isn't merged.",
        State.Declined => "If you think that I am wrong, please say so in a comment: a maintainer reads it.",
        State.Proposed when contribution.Foreign is { } commit => $"The entry is in #{contribution.Pull}, where somebody else's commit {Markdown.Code(commit.Length > 7 ? commit[..7] : commit)} stands now. I check nothing of it and leave the branch alone; a maintainer decides.{Voided(contribution)}",
        State.Proposed => $"The entry is ready in #{contribution.Pull}. A maintainer decides whether it belongs in the list; I keep it up to date until then.{Queue(contribution.Place)}{Voided(contribution)}",
        State.Approved => $"#{contribution.Pull} is approved by {Markdown.Plain(contribution.Approval?.By ?? "a maintainer")}.",
        State.Merged => $"{(contribution.Items.All(item => item.Kind == ItemKind.Add) ? "Your entry came into the list" : "Your change came into the list")} with #{contribution.Pull}.{Undone(contribution)}",
        State.Rejected when contribution.Reason is { Length: > 0 } reason => $"The reason given:\n\n{Markdown.Quote(reason)}",
        State.Rejected => "No reason was given here; please ask in a comment if you want to know.",
        State.Withdrawn when contribution.Reason is { Length: > 0 } reason => $"You took it back:\n\n{Markdown.Quote(reason)}",
        State.Withdrawn => "You took it back. A new issue brings it in again at any time.",
        State.Superseded => "It arrived another way meanwhile, so nothing is left to do here.",
        State.Stuck => "It isn't your fault. The operator was told; you need not do anything.",
        _ => "I have to wait for the moment, for the reason below. I go on by myself; you need not do anything.",
    };

    private static string Enders => $"A maintainer ends it by {Markdown.Code("/reject REASON")}, its contributor by {Markdown.Code("/withdraw")}.";

    // A paragraph of its own, behind what is always said.
    private static string Besides(Contribution contribution) => contribution.Notice switch
    {
        { Kind: NoticeKind.IssueClosedByProgram, Of: var by } => $"\n{Markdown.Plain(by)}, a program, closed this issue. That decides nothing about the entry: I go on as before. {Enders}\n",
        { Kind: NoticeKind.OtherBase, Of: var branch } => $"\n#{contribution.Pull} is to be merged into {Markdown.Code(branch)} now, where the list isn't published from, so I leave it alone. Give it its former base again, or say {Markdown.Code("/retry")} in a comment: then I propose the entry by another pull request.\n",
        { Kind: NoticeKind.NotMerged, Of: var why } => $"\nI am to merge #{contribution.Pull}, and GitHub doesn't let me: {Obstacle(why)}. I try again, less and less often; a maintainer can merge it there too.\n",
        { Kind: NoticeKind.OpenedAgain } when contribution.State == State.Merged => $"\nThis issue was opened again: the entry stays in the list. A maintainer takes it out by {Markdown.Code("/undo")}; for anything else a new issue is welcome.\n",
        { Kind: NoticeKind.OpenedAgain } => "\nThis issue was opened again, but the list has all of it. For anything else a new issue is welcome.\n",
        _ => "",
    };

    private static string Obstacle(string why) => why switch
    {
        "blocked" => "a rule of the repository stands against it, such as a review or a check that is missing, or its merge queue",
        "unstable" => "a check of it failed, or still runs",
        "draft" => "it is a draft",
        "behind" => "its branch must be brought up to date first",
        "dirty" => "it is in conflict",
        _ => $"“{Markdown.Plain(why)}”",
    };

    private static string Queue(Place? place) => place is null ? "" : $" It is number {place.Number} of {place.Of} that wait here{(place.Wait is { } wait ? $"; lately it took {Spans.Words(wait)} until one was merged" : "")}.";

    private static string Voided(Contribution contribution) => contribution.Voided is { } by
        ? $" The approval of {Markdown.Plain(by)} holds no longer: it was for what stood there before."
        : "";

    private static string Undone(Contribution contribution) => contribution.Undo switch
    {
        null => "",
        { Merged: true } undo => $" {Markdown.Plain(undo.By)} had it taken out again, with #{undo.Pull}.",
        { Done: true, Pull: { } pull } undo => $" {Markdown.Plain(undo.By)} wanted to have it taken out again, but #{pull} was closed.",
        { Unsure: true } undo => $" {Markdown.Plain(undo.By)} wanted to have it taken out again, but the list has it more than once, and I can't tell which entry came with #{contribution.Pull}. Please take it out by hand, or by a removal.",
        { Done: true } undo => $" {Markdown.Plain(undo.By)} wanted to have it taken out again, but it isn't in the list any more.",
        { Pull: { } pull } undo => $" {Markdown.Plain(undo.By)} wants to have it taken out again: #{pull}.",
        { } undo => $" {Markdown.Plain(undo.By)} wants to have it taken out again.",
    };

    private static string Line(Item item) => item.Outcome switch
    {
        Outcome.Good when item is { Title: { } title, Kind: ItemKind.Correct } => $"\n- To be corrected: {Markdown.Plain(title)}",
        Outcome.Good when item is { Title: { } title, Kind: ItemKind.Remove } => $"\n- To be taken out: {Markdown.Plain(title)}",
        Outcome.Good when item.Title is { } title => $"\n- {Markdown.Plain(title)} ({Markdown.Plain(string.Join(" / ", Place(item)))})",
        _ => $"\n- {item.Words ?? Markdown.Code(item.Link)}",
    };

    private static ImmutableArray<string> Place(Item item) => item.Label is null ? item.Section : item.Section.Add(item.Label);
}
