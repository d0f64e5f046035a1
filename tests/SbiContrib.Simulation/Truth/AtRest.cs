using SbiContrib.Core;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.People;
using SbiContrib.Simulation.World;
using SbiContrib.Store;

namespace SbiContrib.Simulation.Truth;

/// <summary>What must hold when nothing is left to do.</summary>
internal sealed partial class AtRest(Scene scene, Crowd crowd, Watch watch)
{
    private Repo Site => scene.Site;

    /// <summary>Everything that is wrong.</summary>
    public IEnumerable<(Law Law, string What)> Wrongs() =>
    [
        .. scene.Table("contributions").All.Where(row => row.RowKey.StartsWith("claim_", StringComparison.Ordinal)).Select(Body.Read<Claim>).SelectMany(Left),
        .. watch.Saved.Values.Select(Whole).SelectMany(Of),
        .. Site.Issues.Values.SelectMany(Unanswered),
        .. Site.Issues.Values.SelectMany(AnsweredTwice),
        .. crowd.Forms.Sent.SelectMany(Forgotten),
        .. Site.OpenPulls.SelectMany(Astray),
        .. Stands(),
        .. Enumerable.Range(0, Works.Count).SelectMany(Twice),
        .. crowd.Sayings.SelectMany(Unheard),
    ];

    private Contribution Whole(Contribution saved) => saved with { Items = [.. Rows<Item>(saved, "item-")], History = [.. Rows<HistoryEntry>(saved, "past-")] };

    private IEnumerable<T> Rows<T>(Contribution saved, string kind) =>
        scene.Table("contributions").All.Where(row => row.RowKey.StartsWith(Keys.Prefix(saved.Key.Name) + kind, StringComparison.Ordinal)).Select(Body.Read<T>);

    private IEnumerable<(Law, string)> Of(Contribution saved) => saved.State switch
    {
        State.Stuck or State.Received or State.Checking => [(Law.Rest, $"{saved.Key} is {saved.State.Word()} at rest")],
        State.Merged or State.Rejected or State.Withdrawn or State.Superseded => [.. Told(saved), .. Ended(saved), .. Uncommanded(saved)],
        State.Proposed or State.Approved => [.. Told(saved), .. Followed(saved), .. Due(saved), .. Barred(saved), .. Uncommanded(saved)],
        _ => [.. Told(saved), .. Waits(saved), .. Uncommanded(saved)],
    };

    // One status comment, which says what is so.
    private IEnumerable<(Law, string)> Told(Contribution saved)
    {
        if (saved.Key.Issue is not { } number || !Site.Issues.TryGetValue(number, out var issue))
            yield break;
        var ours = issue.Comments.Where(comment => comment.User == scene.Model.Bot && comment.Body.StartsWith(StatusText.Tag(saved.Key), StringComparison.Ordinal)).ToArray();
        if (ours.Length > 1)
            yield return (Law.OneStatus, $"{saved.Key} has {ours.Length} status comments");
        if (crowd.Muted.Contains(number))
            yield break;
        // Nothing can be said where the conversation is locked, nor where we aren't told that it is open again and there is nothing more to look at.
        if (ours.Length == 0 && (issue.Locked || (saved.State.IsFinal() && saved.StatusComment == StatusCommentFacts.Silenced && !scene.Troubles.Climate.DeliveriesApi)))
            yield break;
        if (ours.Length == 0)
            yield return (Law.OneStatus, $"{saved.Key} is {saved.State.Word()} and has no status comment");
        else if (StatusText.Hash(ours[0].Body) != StatusText.Hash(StatusText.Of(saved)))
            yield return (Law.Told, $"{saved.Key} is {saved.State.Word()} and says \"{ours[0].Body.Split('\n')[1]}\"");
    }

    private IEnumerable<(Law, string)> Ended(Contribution saved)
    {
        bool Theirs(Local.GitHub.Pull pull) => crowd.Pushed.Contains(pull.HeadRef) && crowd.Reopened.Contains(pull.Issue.Number);
        foreach (var pull in Site.OpenPulls.Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == saved.Key && saved.Undo?.Pull != pull.Issue.Number && !Theirs(pull)))
            yield return (Law.Ended, $"{saved.Key} is {saved.State.Word()} and #{pull.Issue.Number} is open");
        // Without its label it is found by its delivery alone, which may be lost.
        if (saved.State is State.Rejected or State.Withdrawn && saved.Key.Issue is { } of && Site.Issues.TryGetValue(of, out var issue) && issue is { Open: true, StateReason: "reopened" } && issue.Labels.Exists(label => label.Name == "contribution"))
            yield return (Law.Ended, $"{saved.Key} is {saved.State.Word()}, and #{of} was opened again");
        if (saved.State == State.Merged && !(saved.Pull is { } number && Site.Issues[number].Pull is { Merged: true }))
            yield return (Law.Ended, $"{saved.Key} is merged and its pull request isn't");
        if (saved.Attempt > 0 && Site.Tip(saved.Branch) is not null && !crowd.Pushed.Contains(saved.Branch))
            yield return (Law.Ended, $"{saved.Key} is {saved.State.Word()} and its branch {saved.Branch} is there");
    }

    private IEnumerable<(Law, string)> Followed(Contribution saved)
    {
        var open = Site.OpenPulls.Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == saved.Key && (pull.Issue.Number == saved.Pull || !crowd.Reopened.Contains(pull.Issue.Number))).ToArray();
        if (open.Length != 1 || open[0].Issue.Number != saved.Pull)
        {
            yield return (Law.Followed, $"{saved.Key} is {saved.State.Word()} with #{saved.Pull}, and open are {string.Join(", ", open.Select(pull => $"#{pull.Issue.Number}"))}");
            yield break;
        }
        var (pull, git) = (open[0], Site.Git);
        var head = git.CommitOf(pull.HeadSha)!;
        var isOurs = watch.IsOurs(head.Sha);
        if (isOurs && git.Merged(Site.Tip("main")!, head) is null)
            yield return (Law.Followed, $"{saved.Key} is {saved.State.Word()}, and #{pull.Issue.Number} is in conflict");
        var lines = crowd.Approvals.Of(head.Sha);
        if (isOurs && !Placed(lines).SetEquals(Placed(saved)))
            yield return (Law.Followed, $"{saved.Key} shows {string.Join(", ", Placed(saved))}, and #{pull.Issue.Number} adds {string.Join(", ", Placed(lines))}");
        if (isOurs && lines.FirstOrDefault(line => !line.Adds && Works.In(line.Text).Any()) is { Text: { } text })
            yield return (Law.Followed, $"#{pull.Issue.Number} of {saved.Key} takes out {text}");
        if (isOurs && saved.Items.FirstOrDefault(item => item is { Outcome: Outcome.Good, Kind: ItemKind.Add }) is { Title: { } title } && saved.Items.All(item => item.Kind == ItemKind.Add) && !pull.Issue.Title.Contains(title, StringComparison.Ordinal))
            yield return (Law.Followed, $"#{pull.Issue.Number} adds \"{title}\" and is called \"{pull.Issue.Title}\"");
        if (saved.State == State.Approved && !crowd.Approvals.Has(saved.Key, lines))
            yield return (Law.Approved, $"{saved.Key} is approved, and nobody approved what #{pull.Issue.Number} changes: {string.Join(" | ", lines)}");
    }

    private IEnumerable<(Law, string)> Waits(Contribution saved)
    {
        foreach (var other in saved.WaitsFor.Where(other => !watch.Saved.TryGetValue(other, out var blocker) || blocker.Claims.IsEmpty))
            yield return (Law.Wakes, $"{saved.Key} is {saved.State.Word()} and waits for {other}, which claims nothing any more");
        foreach (var pull in Site.OpenPulls.Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == saved.Key))
            yield return (Law.Followed, $"{saved.Key} is {saved.State.Word()} and #{pull.Issue.Number} is open");
        if (!saved.Claims.IsEmpty)
            yield return (Law.NoClaimLeft, $"{saved.Key} is {saved.State.Word()} and claims {string.Join(", ", saved.Claims)}");
    }

    private IEnumerable<(Law, string)> Due(Contribution saved)
    {
        var row = scene.Table("contributions").Find(Keys.Partition(saved.Key.Site), Keys.Contribution(saved.Key.Name))!;
        if (row.GetString("DueRow") is not { } due || scene.Table("due").Find("due", due) is null)
            yield return (Law.Wakes, $"{saved.Key} is {saved.State.Word()} and nothing wakes it");
    }

    private IEnumerable<(Law, string)> Forgotten(FormSent form)
    {
        if (!form.Taken)
            yield break;
        foreach (var wrong in watch.Saved.TryGetValue(form.Key, out var shown) ? Page(Whole(shown)) : [])
            yield return (Law.Told, wrong);
        if (!watch.Saved.TryGetValue(form.Key, out var saved))
            yield return (Law.FormKept, $"{form.Key} was taken and isn't there");
        else if (form.Withdrawn && !saved.State.IsFinal())
            yield return (Law.FormKept, $"{form.Key} was withdrawn and is {saved.State.Word()}");
        else if (form.Link is { } link && saved.Form!.Submission.Items[0].Link != link)
            yield return (Law.FormKept, $"{form.Key} holds {saved.Form.Submission.Items[0].Link}, and its owner was told that it holds {link}");
    }

    private IEnumerable<(Law, string)> Astray(Pull pull)
    {
        if (BranchName.Owner(pull.HeadRef, Site.Id) is { } key && !watch.Saved.ContainsKey(key))
            yield return (Law.Followed, $"#{pull.Issue.Number} belongs to nothing that was saved");
    }

    private IEnumerable<(Law, string)> Left(Claim claim)
    {
        if (!watch.Saved.TryGetValue(claim.By, out var saved) || !saved.Claims.Contains(claim.Id))
            yield return (Law.NoClaimLeft, $"the claim of {claim.By} on {claim.Id} was left behind");
    }
}
