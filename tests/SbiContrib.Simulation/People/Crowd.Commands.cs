using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>What people command in comments, who may and who may not.</summary>
internal sealed partial class Crowd
{
    private const string Add = "/add";

    private static readonly string[] Commands =
    [
        "/approve", "/approve", "/withdraw", "/reject It doesn't fit.", "/retry", "/section Beta", Add, "/note Read it twice.", "/undo", "/undo", "/help", "/nonsense", "/also Beta", "/accept-duplicate",
    ];

    private static readonly string[] Talk =
    [
        "/section Alpha", "/approve", "> /withdraw", "`/withdraw`", "Please /withdraw it.", "```\n/reject no\n```", "Beta", "/section", "/duplicate-of #1",
    ];

    private readonly List<Said> said = [];

    /// <summary>What people wrote in comments, as they first wrote it.</summary>
    public IReadOnlyList<Said> Sayings => said;

    /// <summary>What maintainers said yes to.</summary>
    public Approvals Approvals { get; }

    private bool Talks => scene.Troubles.Climate.Talks;

    private string? Command()
    {
        // A form has no issue but a pull request.
        if (AnyIssue() is not { } issue)
            return Talks && OpenPull() is { } alone && BranchName.Owner(alone.HeadRef, Site.Id) is { Issue: null } form ? Command(form, null, alone) : null;
        var key = ContributionKey.OfIssue(Site.Id, issue.Number);
        return Command(key, issue, Any(Site.Issues.Values.Select(one => one.Pull).OfType<Pull>().Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == key)));
    }

    private string Command(ContributionKey key, Issue? issue, Pull? pull)
    {
        var by = chance.Of([issue?.User.Login ?? "ann", "mia", "bob"]);
        var link = chance.Of(Works.Links);
        var text = chance.Of(Talks ? [.. Commands, .. Talk, $"/title Another title {++remarks}"] : Commands);
        text = text == Add ? $"/add {link} Beta" : text;
        var said = Say(by, issue is null || (pull is not null && chance.Happens(0.5)) ? pull!.Issue : issue, text);
        if (text == "/approve" && by == "mia")
            Approvals.ByCommand(key, pull is { Issue.Open: true } ? pull : null);
        return said;
    }

    private string Say(string by, Issue on, string text)
    {
        var comment = Model.Comment(Model.As(by), on, text);
        said.Add(new(comment, text));
        return $"{by} on #{on.Number}: {text}";
    }

    // What is commanded counts as it was first read: an edit is nobody's command. GitHub counts whole seconds, and doesn't tell of an edit within the first.
    private string? EditSaying()
    {
        if (Any(said.Where(one => Site.Comments.ContainsKey(one.Comment.Id) && scene.Clock.Now >= one.Comment.CreatedAt.AddSeconds(1))) is not { } one)
            return null;
        var text = chance.Of((string[])["/withdraw", "/reject It was edited in.", "/section Beta", "/undo"]);
        Model.EditComment(new(one.Comment.User), one.Comment, text);
        return $"{one.Comment.User.Login} edits a comment on #{one.Comment.Issue.Number}: {text}";
    }
}

/// <summary>A person's comment.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Text">Its text as it was first written.</param>
internal sealed record Said(Comment Comment, string Text);
