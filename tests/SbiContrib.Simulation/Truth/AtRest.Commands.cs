using SbiContrib.Core;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.People;

namespace SbiContrib.Simulation.Truth;

/// <summary>What people say is answered or obeyed, once, and nothing is obeyed that nobody said who may.</summary>
internal sealed partial class AtRest
{
    private IEnumerable<(Law, string)> Unanswered(Issue issue)
    {
        if (issue is { Pull: null, Open: true } && issue.Labels.Exists(label => label.Name == "contribution") && !watch.Saved.ContainsKey(ContributionKey.OfIssue(Site.Id, issue.Number)))
            yield return (Law.Answered, $"#{issue.Number} has no answer");
    }

    private IEnumerable<(Law, string)> AnsweredTwice(Issue issue)
    {
        var ours = issue.Comments.Where(comment => comment.User == scene.Model.Bot).ToArray();
        foreach (var comment in issue.Comments)
            if (ours.Count(answer => AnswerText.Answers(answer.Body, comment.Id)) > 1)
                yield return (Law.AnsweredOnce, $"\"{comment.Body}\" on #{issue.Number} was answered more than once");
    }

    // A command that counts has its effect or its answer.
    private IEnumerable<(Law, string)> Unheard(Said said)
    {
        if (!IsHeard(said) || watch.Saved.GetValueOrDefault(KeyOf(said)) is not { } saved || said.Comment.UpdatedAt > said.Comment.CreatedAt)
            yield break;
        var on = said.Comment.Issue;
        var answered = on.Comments.Exists(comment => comment.User == scene.Model.Bot && AnswerText.Answers(comment.Body, said.Comment.Id));
        if (!Counts(said.Text) && answered)
            yield return (Law.Commanded, $"\"{said.Text}\" on #{on.Number} is no command, and was answered");
        if (!Counts(said.Text) || answered || IsMuted(on) || IsObeyed(said, saved) || HadEnough(said, saved))
            yield break;
        yield return (Law.Obeyed, $"{said.Comment.User.Login} said \"{said.Text}\" on #{on.Number}, and {saved.Key}, which is {saved.State.Word()}, neither obeyed nor answered");
    }

    // On an issue or the present pull request of a contribution that was looked at since. What is said to one at rest for good comes by its delivery alone.
    private bool IsHeard(Said said)
    {
        if (!Site.Issues.ContainsKey(said.Comment.Issue.Number) || !Site.Comments.ContainsKey(said.Comment.Id) || watch.Saved.GetValueOrDefault(KeyOf(said)) is not { } saved)
            return false;
        var present = said.Comment.Issue.Pull is null || said.Comment.Issue.Number == (saved.Undo is { } undo ? undo.Pull : saved.Pull);
        return present && (saved.Due is not null || (!crowd.WasAway && scene.Post.Said.TryGetValue(said.Comment.Issue.Number, out var at) && at >= said.Comment.CreatedAt));
    }

    // An answer that a lock kept back isn't said later: by then it answers nobody.
    private bool IsMuted(Issue on) => crowd.Locked.Contains(on.Number) || crowd.Muted.Contains(on.Number);

    // Three answers an hour a person gets.
    private bool HadEnough(Said said, Contribution saved) =>
        crowd.Sayings.Count(other => other.Comment.User == said.Comment.User && KeyOf(other) == saved.Key && other != said && Counts(other.Text)) >= 3;

    private ContributionKey KeyOf(Said said) => said.Comment.Issue.Pull is { } pull
        ? BranchName.Owner(pull.HeadRef, Site.Id) ?? ContributionKey.OfIssue(Site.Id, said.Comment.Issue.Number)
        : ContributionKey.OfIssue(Site.Id, said.Comment.Issue.Number);

    // The texts of the crowd are few: a command begins with its slash.
    private static bool Counts(string text) => text.StartsWith('/');

    // What a command ended, a person may have opened again.
    private bool IsObeyed(Said said, Contribution saved)
    {
        var (word, rest) = said.Text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (said.Text[..at], said.Text[(at + 1)..]) : (said.Text, "");
        return word switch
        {
            "/withdraw" or "/reject" or "/duplicate-of" => saved.State.IsFinal() || (crowd.IsReopened(saved) && saved.Taken.Contains(said.Comment.Id)),
            "/undo" => saved.Undo is not null,
            "/approve" or "/retry" => saved.Taken.Contains(said.Comment.Id),
            "/section" or "/title" or "/note" or "/also" => saved.Edits.Any(edit => edit.Value == rest),
            "/add" => saved.Edits.Any(edit => rest.StartsWith(edit.Link, StringComparison.Ordinal)),
            "/accept-duplicate" => saved.Edits.Any(edit => edit.Kind == EditKind.Distinct),
            _ => false,
        };
    }

    // Each change, end and undoing by people has somebody who may, and said so as it was first written.
    private IEnumerable<(Law, string)> Uncommanded(Contribution saved)
    {
        var said = crowd.Sayings.Where(one => KeyOf(one) == saved.Key).ToArray();
        foreach (var edit in saved.Edits.Where(edit => !said.Any(one => Says(one, edit, saved))))
            yield return (Law.Commanded, $"{saved.Key} was changed by nobody who may: {edit}");
        if (saved.Wish is { } wish && !said.Any(one => Wishes(one, wish, saved)))
            yield return (Law.Commanded, $"{saved.Key} is {saved.State.Word()}, and nobody who may asked for it: {wish}");
        if (saved.Undo is { } undo && !said.Any(one => one.Text == "/undo" && one.Comment.User.Login == undo.By && IsMaintainer(undo.By)))
            yield return (Law.Commanded, $"{saved.Key} is undone, and nobody who may asked for it");
    }

    private bool Says(Said one, Edit edit, Contribution saved) => one.Text.Contains(edit.Value ?? (edit.Kind == EditKind.Distinct ? "/accept-duplicate" : edit.Link), StringComparison.Ordinal)
        && (Counts(one.Text) || one.Text == edit.Value)
        && (IsMaintainer(one.Comment.User.Login) || (edit.Kind != EditKind.Distinct && IsContributor(one, saved)));

    private bool Wishes(Said one, Wish wish, Contribution saved) => wish.End == State.Withdrawn
        ? IsContributor(one, saved) && (one.Text == "/withdraw" || one.Text.StartsWith("/duplicate-of ", StringComparison.Ordinal))
        : IsMaintainer(one.Comment.User.Login) && (one.Text == $"/reject {wish.Reason}" || one.Text.StartsWith("/duplicate-of ", StringComparison.Ordinal));

    private bool IsContributor(Said one, Contribution saved) => saved.Key.Issue is { } number && crowd.Senders[number] == one.Comment.User.Login;

    private static bool IsMaintainer(string login) => login is "mia" or "max";
}
