using SbiContrib.Core;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.People;
using SbiContrib.Simulation.World;
using SbiContrib.Store;

namespace SbiContrib.Simulation.Truth;

/// <summary>What must hold when nothing is left to do.</summary>
internal sealed class AtRest(Scene scene, Crowd crowd, Watch watch)
{
    private Repo Site => scene.Site;

    /// <summary>Everything that is wrong.</summary>
    public IEnumerable<string> Wrongs() =>
    [
        .. watch.Saved.Values.Select(Whole).SelectMany(Of),
        .. Site.Issues.Values.SelectMany(Unanswered),
        .. Site.Issues.Values.SelectMany(AnsweredTwice),
        .. crowd.Forms.Sent.SelectMany(Forgotten),
        .. Site.OpenPulls.SelectMany(Astray),
        .. scene.Table("contributions").All.Where(row => row.RowKey.StartsWith("claim_", StringComparison.Ordinal)).Select(Body.Read<Claim>).SelectMany(Left),
        .. Enumerable.Range(0, Works.Count).SelectMany(Twice),
    ];

    private Contribution Whole(Contribution saved) => saved with
    {
        Items = [.. scene.Table("contributions").All.Where(row => row.RowKey.StartsWith(Keys.Prefix(saved.Key.Name) + "item-", StringComparison.Ordinal)).Select(Body.Read<Item>)],
    };

    private IEnumerable<string> Of(Contribution saved) => saved.State switch
    {
        State.Stuck or State.Received or State.Checking => [$"{saved.Key} is {saved.State.Word()} at rest"],
        State.Merged or State.Rejected or State.Withdrawn or State.Superseded => [.. Told(saved), .. Ended(saved), .. Lost(saved)],
        State.Proposed or State.Approved => [.. Told(saved), .. Followed(saved), .. Due(saved), .. Barred(saved)],
        _ => [.. Told(saved), .. Waits(saved)],
    };

    // One status comment, which says what is so.
    private IEnumerable<string> Told(Contribution saved)
    {
        if (saved.Key.Issue is not { } number || !Site.Issues.TryGetValue(number, out var issue))
            yield break;
        var ours = issue.Comments.Where(comment => comment.User == scene.Model.Bot && comment.Body.StartsWith(StatusText.Tag(saved.Key), StringComparison.Ordinal)).ToArray();
        if (ours.Length > 1)
            yield return $"{saved.Key} has {ours.Length} status comments";
        if (crowd.Muted.Contains(number))
            yield break;
        // Nothing can be said where the conversation is locked.
        if (ours.Length == 0 && issue.Locked)
            yield break;
        if (ours.Length == 0)
            yield return $"{saved.Key} is {saved.State.Word()} and has no status comment";
        else if (StatusText.Hash(ours[0].Body) != StatusText.Hash(StatusText.Of(saved)))
            yield return $"{saved.Key} is {saved.State.Word()} and says \"{ours[0].Body.Split('\n')[1]}\"";
    }

    private IEnumerable<string> Ended(Contribution saved)
    {
        bool Theirs(Local.GitHub.Pull pull) => crowd.Pushed.Contains(pull.HeadRef) && crowd.Reopened.Contains(pull.Issue.Number);
        foreach (var pull in Site.OpenPulls.Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == saved.Key && saved.Undo?.Pull != pull.Issue.Number && !Theirs(pull)))
            yield return $"{saved.Key} is {saved.State.Word()} and #{pull.Issue.Number} is open";
        if (saved.State is State.Rejected or State.Withdrawn && saved.Key.Issue is { } of && Site.Issues.TryGetValue(of, out var issue) && issue is { Open: true, StateReason: "reopened" })
            yield return $"{saved.Key} is {saved.State.Word()}, and #{of} was opened again";
        if (saved.State == State.Merged && !(saved.Pull is { } number && Site.Issues[number].Pull is { Merged: true }))
            yield return $"{saved.Key} is merged and its pull request isn't";
        if (saved.Attempt > 0 && Site.Tip(saved.Branch) is not null && !crowd.Pushed.Contains(saved.Branch))
            yield return $"{saved.Key} is {saved.State.Word()} and its branch {saved.Branch} is there";
    }

    // An accepted entry stands in the list, unless a person put something else in its place before the merge or took it out later, or the
    // crawler did so again or later than in its next two runs.
    private IEnumerable<string> Lost(Contribution saved)
    {
        if (saved is not { State: State.Merged, Undo: null, Again: null, Pull: { } number } || Site.Issues[number].ClosedAt is not { } merged || crowd.Pushed.Contains(saved.Branch))
            yield break;
        // Several works of one contribution are watched as one: as long as one of them stands, nothing is missed.
        var lost = Good(saved).Where(work => Works.Times(scene.Main(), work) == 0).ToArray();
        if (lost.Length < Good(saved).Count || lost.Any(crowd.ByHand.Contains))
            yield break;
        foreach (var work in lost)
            if (crowd.Runs.Where(run => run.At >= merged).TakeWhile(run => !run.Dropped.Contains(work)).Count() < 2)
                yield return $"{saved.Key} is merged, and work {work + 1} isn't in the list";
    }

    private IEnumerable<string> Barred(Contribution saved)
    {
        // A form is taken before anything is looked at.
        var came = saved.Key.Issue is { } number ? Site.Issues[number].CreatedAt : saved.Received;
        foreach (var work in Good(saved))
            if (crowd.Barred.TryGetValue(work, out var since) && since < came)
                yield return $"{saved.Key} came when work {work + 1} was left out, and is {saved.State.Word()}";
    }

    private IEnumerable<string> Followed(Contribution saved)
    {
        var open = Site.OpenPulls.Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == saved.Key && (pull.Issue.Number == saved.Pull || !crowd.Reopened.Contains(pull.Issue.Number))).ToArray();
        if (open.Length != 1 || open[0].Issue.Number != saved.Pull)
        {
            yield return $"{saved.Key} is {saved.State.Word()} with #{saved.Pull}, and open are {string.Join(", ", open.Select(pull => $"#{pull.Issue.Number}"))}";
            yield break;
        }
        var (pull, git) = (open[0], Site.Git);
        var head = git.CommitOf(pull.HeadSha)!;
        var isOurs = watch.IsOurs(head.Sha);
        if (isOurs && git.Merged(Site.Tip("main")!, head) is null)
            yield return $"{saved.Key} is {saved.State.Word()}, and #{pull.Issue.Number} is in conflict";
        if (isOurs && !Added(head).SetEquals(Good(saved)) && !Added(head).Union(Good(saved)).Any(crowd.ByHand.Contains))
            yield return $"{saved.Key} shows {string.Join(", ", Good(saved))}, and #{pull.Issue.Number} adds {string.Join(", ", Added(head))}";
        if (isOurs && saved.Items.FirstOrDefault(item => item is { Outcome: Outcome.Good, Kind: ItemKind.Add }) is { Title: { } title } && saved.Items.All(item => item.Kind == ItemKind.Add) && !pull.Issue.Title.Contains(title, StringComparison.Ordinal))
            yield return $"#{pull.Issue.Number} adds \"{title}\" and is called \"{pull.Issue.Title}\"";
        if (saved is { State: State.Approved, Approval: { ByCommand: false, By: var by } } && !pull.Reviews.Any(review => review.User.Login == by && review.State == "APPROVED" && Works.Added(git, git.CommitOf(review.CommitId)!, Site.Tip("main")!).SetEquals(Added(head))))
            yield return $"{saved.Key} is approved, and {by} approved other lines than #{pull.Issue.Number} adds: {string.Join(" | ", Lines(pull.HeadSha))}; {string.Join(" ; ", pull.Reviews.Select(review => $"{review.User.Login} {review.State} {review.CommitId[..7]} {string.Join(" | ", Lines(review.CommitId))}"))}";
    }

    private HashSet<string> Lines(string sha) => Works.Lines(Site.Git, Site.Git.CommitOf(sha)!, Site.Tip("main")!);

    private HashSet<int> Added(LibGit2Sharp.Commit head) => Works.Added(Site.Git, head, Site.Tip("main")!);

    private static HashSet<int> Good(Contribution saved) =>
        [.. saved.Items.Where(item => item.Outcome == Outcome.Good).SelectMany(item => Works.In($"- [x](https://x/{item.Id!.Value.Value})"))];

    private IEnumerable<string> Waits(Contribution saved)
    {
        foreach (var other in saved.WaitsFor.Where(other => !watch.Saved.TryGetValue(other, out var blocker) || blocker.Claims.IsEmpty))
            yield return $"{saved.Key} is {saved.State.Word()} and waits for {other}, which claims nothing any more";
        foreach (var pull in Site.OpenPulls.Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == saved.Key))
            yield return $"{saved.Key} is {saved.State.Word()} and #{pull.Issue.Number} is open";
        if (!saved.Claims.IsEmpty)
            yield return $"{saved.Key} is {saved.State.Word()} and claims {string.Join(", ", saved.Claims)}";
    }

    private IEnumerable<string> Due(Contribution saved)
    {
        var row = scene.Table("contributions").Find(Keys.Partition(saved.Key.Site), Keys.Contribution(saved.Key.Name))!;
        if (row.GetString("DueRow") is not { } due || scene.Table("due").Find("due", due) is null)
            yield return $"{saved.Key} is {saved.State.Word()} and nothing wakes it";
    }

    private IEnumerable<string> Unanswered(Issue issue)
    {
        if (issue is { Pull: null, Open: true } && issue.Labels.Exists(label => label.Name == "contribution") && !watch.Saved.ContainsKey(ContributionKey.OfIssue(Site.Id, issue.Number)))
            yield return $"#{issue.Number} has no answer";
    }

    private IEnumerable<string> AnsweredTwice(Issue issue)
    {
        var ours = issue.Comments.Where(comment => comment.User == scene.Model.Bot).ToArray();
        foreach (var comment in issue.Comments)
            if (ours.Count(answer => AnswerText.Answers(answer.Body, comment.Id)) > 1)
                yield return $"\"{comment.Body}\" on #{issue.Number} was answered more than once";
    }

    private IEnumerable<string> Forgotten(FormSent form)
    {
        if (!form.Taken)
            yield break;
        if (!watch.Saved.TryGetValue(form.Key, out var saved))
            yield return $"{form.Key} was taken and isn't there";
        else if (form.Withdrawn && !saved.State.IsFinal())
            yield return $"{form.Key} was withdrawn and is {saved.State.Word()}";
        else if (form.Link is { } link && saved.Form!.Submission.Items[0].Link != link)
            yield return $"{form.Key} holds {saved.Form.Submission.Items[0].Link}, and its owner was told that it holds {link}";
    }

    private IEnumerable<string> Astray(Pull pull)
    {
        if (BranchName.Owner(pull.HeadRef, Site.Id) is { } key && !watch.Saved.ContainsKey(key))
            yield return $"#{pull.Issue.Number} belongs to nothing that was saved";
    }

    private IEnumerable<string> Left(Claim claim)
    {
        if (!watch.Saved.TryGetValue(claim.By, out var saved) || !saved.Claims.Contains(claim.Id))
            yield return $"the claim of {claim.By} on {claim.Id} was left behind";
    }

    private IEnumerable<string> Twice(int work)
    {
        if (!crowd.ByHand.Contains(work) && Works.Times(scene.Main(), work) > 1)
            yield return $"work {work + 1} stands in the list {Works.Times(scene.Main(), work)} times";
    }
}
