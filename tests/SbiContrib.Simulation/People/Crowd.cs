using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>Contributors and maintainers, who do what people do, at moments that suit nobody.</summary>
internal sealed partial class Crowd
{
    private static readonly string[] Contributors = ["ann", "bob"];
    private static readonly string[] Maintainers = ["mia", "max"];

    private readonly Scene scene;
    private readonly Chance chance;
    private readonly (int Weight, Func<string?> Do)[] deeds;
    private readonly int weights;
    private readonly Queue<Func<string?>> plans = [];
    private int issues;
    private int left;

    public Crowd(Scene scene, Chance chance, Func<Instance?> anInstance)
    {
        Approvals = new Approvals(scene);
        Forms = new Forms(scene, chance, anInstance);
        (this.scene, this.chance) = (scene, chance);
        (issues, left) = (scene.Troubles.Climate.Issues, scene.Troubles.Climate.Deeds);
        deeds =
        [
            (8, Edit), (3, Chat), (2, CopyTag), (3, CloseIssue), (2, ReopenIssue), (1, DeleteIssue), (1, Lock), (1, Unlabel),
            (8, Approve), (2, AskForChanges), (2, Dismiss), (8, Merge), (2, ClosePull), (1, ReopenPull),
            (4, PushToBranch), (2, ForceBranch), (3, DeleteBranch),
            (4, ListByHand), (3, EditList), (2, DropEntry), (1, RewriteMain), (1, BreakSettings), (1, Archive), (1, Suspend), (1, Uninstall), (1, Rename), (1, Transfer), (scene.Troubles.Climate.Crawler ? 5 : 0, Crawl), (scene.Troubles.Climate.Crawler ? 1 : 0, Bar), (1, DeleteComment), (scene.Server is null ? 2 : 0, Forms.Send), (4, Forms.Change), (10, Command), (3, Amend), (2, EditReview),
        ];
        if (scene.Troubles.Climate.Talks)
            deeds = [.. deeds, (3, EditSaying)];
        // Each run has a taste: few kinds of deeds, often, come further than a little of all.
        deeds = [.. deeds.Select(deed => (deed.Weight * chance.Below(5) * chance.Below(2), deed.Do)).Where(deed => deed.Item1 > 0).DefaultIfEmpty((1, Approve))];
        weights = deeds.Sum(deed => deed.Weight);
    }

    public Forms Forms { get; }

    /// <summary>Issues from which somebody deleted our comment.</summary>
    public HashSet<int> Muted { get; } = [];

    /// <summary>Issues that somebody locked, for a while or for good.</summary>
    public HashSet<int> Locked { get; } = [];

    /// <summary>Branches that people made anew or pushed to.</summary>
    public HashSet<string> Pushed { get; } = [];

    /// <summary>Commits of people that say to be ours.</summary>
    public HashSet<string> Amended { get; } = [];

    /// <summary>Who filed which issue.</summary>
    public Dictionary<int, string> Senders { get; } = [];

    public bool HasMore => issues > 0 || left > 0;

    private GitHubModel Model => scene.Model;

    private Repo Site => scene.Site;

    /// <summary>Somebody does something.</summary>
    /// <param name="moment">What the program is about to change, for those who come at the worst moment; null for any.</param>
    public void Act(string? moment = null)
    {
        try
        {
            Say(Next(moment));
        }
        catch (GitHubException refused)
        {
            Say($"is refused: {refused.Message}");
        }
    }

    private string? Next(string? moment)
    {
        if (issues > 0 && (left == 0 || issues == scene.Troubles.Climate.Issues || chance.Happens(0.3)))
        {
            issues--;
            return File();
        }
        left--;
        return (chance.Happens(0.3) ? Worst(moment) : null) ?? (plans.Count > 0 && chance.Happens(0.4) ? plans.Dequeue()() : null) ?? Something();
    }

    // What can't be done yet, as there is no pull request, is no deed.
    private string? Something()
    {
        if (IsAway && chance.Happens(0.3))
            return Site.Archived ? Archive() : !scene.Installation.Has(Site) ? Uninstall() : Suspend();
        for (var tries = 0; tries < 8; tries++)
            if (Draw()() is { } done)
                return done;
        return null;
    }

    // What hurts most while this is on its way.
    private string? Worst(string? moment) => moment switch
    {
        null => null,
        _ when moment.StartsWith("move branch", StringComparison.Ordinal) || moment.StartsWith("make a commit", StringComparison.Ordinal) => PushToBranch(),
        _ when moment.StartsWith("open a pull", StringComparison.Ordinal) => chance.Happens(0.5) ? RewriteMain() : ListByHand(),
        _ when moment.StartsWith("save c_form", StringComparison.Ordinal) => Forms.Change(),
        _ when moment.StartsWith("save c_", StringComparison.Ordinal) => chance.Happens(0.5) ? Edit() : Merge(),
        _ when moment.StartsWith("comment on", StringComparison.Ordinal) => CloseIssue(),
        _ when moment.StartsWith("edit the comment", StringComparison.Ordinal) => DeleteComment(),
        _ => null,
    };

    private Func<string?> Draw()
    {
        var at = chance.Below(weights);
        foreach (var (weight, deed) in deeds)
            if ((at -= weight) < 0)
                return deed;
        throw new InvalidOperationException();
    }

    private void Say(string? what)
    {
        if (what is not null)
            scene.Story.Tell("people", what);
    }

    private Local.GitHub.Actor Maintainer => Model.As(chance.Of(Maintainers));

    private Issue? AnyIssue() => Any(Site.Issues.Values.Where(issue => issue.Pull is null));

    private Pull? AnyPull() => Any(Site.Issues.Values.Select(issue => issue.Pull).OfType<Pull>());

    private Pull? OpenPull() => Any(Site.OpenPulls);

    private T? Any<T>(IEnumerable<T> from)
        where T : class
    {
        var all = from.ToArray();
        return all.Length == 0 ? null : chance.Of(all);
    }

    private string Body()
    {
        var links = Enumerable.Range(0, chance.Happens(0.3) ? 2 : 1).Select(_ => chance.Happens(0.07) ? Works.Unknown : chance.Of(Works.Links));
        var section = chance.Happens(0.06) ? "Gamma" : chance.Of((string[])["Alpha", "Beta"]);
        return $"### Links\n\n{string.Join('\n', links)}\n\n### Section\n\n{section}";
    }

    // The entries that stood in the list from the start, which nobody proposes.
    private string Change()
    {
        var what = chance.Of((string[])[$"### New title\n\nA better title ({++remarks})", "### New section\n\nBeta", "### Reason for removal\n\nIt was taken back."]);
        return $"### Listed entry\n\nhttps://arxiv.org/abs/2301.0000{1 + chance.Below(2)}\n\n{what}";
    }

    private string File()
    {
        var by = chance.Of(Contributors);
        var issue = Model.CreateIssue(Model.As(by), Site, "An entry", chance.Happens(0.12) ? Change() : Body());
        // GitHub gives the form's labels, whoever sends it.
        Model.AddLabels(Model.As("max"), issue, ["contribution"]);
        Senders[issue.Number] = by;
        return $"{by} files #{issue.Number}: {Short(issue.Body)}";
    }

    private static string Short(string? body) => (body ?? "").Replace("https://", "", StringComparison.Ordinal).Replace("### ", "", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private string? Edit() => Edit(AnyIssue());

    private string? Edit(Issue? issue)
    {
        if (issue is null)
            return null;
        var body = chance.Happens(0.1) ? "never mind" : Body();
        Model.EditIssue(new(issue.User), issue, new(Body: body));
        return $"{issue.User.Login} edits #{issue.Number}: {Short(body)}";
    }

    private string? Chat()
    {
        if (AnyIssue() is not { } issue)
            return null;
        var by = chance.Of((string[])["ann", "bob", "mia"]);
        var text = chance.Happens(0.3) ? $"/add {chance.Of(Works.Links)} Alpha" : "What a nice list!";
        return Say(by, issue, text);
    }

    private string? CopyTag()
    {
        if (AnyIssue() is not { } issue)
            return null;
        _ = Model.Comment(Model.As("bob"), issue, $"{Core.Words.StatusText.Tag(ContributionKey.OfIssue(Site.Id, issue.Number))}\n**Merged, thank you!**\n");
        return $"bob copies our hidden tag into #{issue.Number}";
    }

    private string? CloseIssue()
    {
        if (Any(Site.Issues.Values.Where(issue => issue is { Pull: null, Open: true })) is not { } issue)
            return null;
        var by = chance.Happens(0.5) ? new Local.GitHub.Actor(issue.User) : Maintainer;
        Model.SetState(by, issue, "closed", "not_planned");
        return $"{by.Account.Login} closes #{issue.Number}";
    }

    private string? ReopenIssue()
    {
        if (Any(Site.Issues.Values.Where(issue => issue is { Pull: null, Open: false })) is not { } issue)
            return null;
        Model.SetState(Maintainer, issue, "open");
        _ = Reopened.Add(issue.Number);
        return $"a maintainer reopens #{issue.Number}";
    }

    private string? DeleteIssue()
    {
        if (AnyIssue() is not { } issue)
            return null;
        Model.DeleteIssue(Model.As("max"), issue);
        return $"max deletes #{issue.Number}";
    }

    private string? Lock()
    {
        if (AnyIssue() is not { } issue)
            return null;
        Model.Lock(Model.As("max"), issue, !issue.Locked);
        Locked.Add(issue.Number);
        return $"max {(issue.Locked ? "locks" : "unlocks")} #{issue.Number}";
    }

    private string? Transfer()
    {
        if (AnyIssue() is not { } issue)
            return null;
        _ = Model.TransferIssue(Model.As("max"), issue, scene.Other);
        return $"max moves #{issue.Number} to another repository";
    }

    private string? Unlabel()
    {
        if (Any(Site.Issues.Values.Where(issue => issue.Labels.Count > 0)) is not { } issue)
            return null;
        var label = issue.Labels[0].Name;
        Model.RemoveLabel(Maintainer, issue, label);
        return $"a maintainer takes the label {label} off #{issue.Number}";
    }

    private string? DeleteComment()
    {
        if (Any(Site.Comments.Values.Where(comment => comment.User == Model.Bot && comment.Issue.Pull is null)) is not { } comment)
            return null;
        Model.DeleteComment(Model.As("max"), comment);
        Muted.Add(comment.Issue.Number);
        return $"max deletes our comment on #{comment.Issue.Number}";
    }
}
