namespace SbiContrib.Local.GitHub;

/// <summary>Labels. Source: https://docs.github.com/en/rest/issues/labels</summary>
internal sealed partial class GitHubModel
{
    private const string PlainColour = "ededed";

    public Label CreateLabel(Actor actor, Repo repo, string name, string colour = PlainColour, string? description = null)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "issues", "write");
        if (string.IsNullOrWhiteSpace(name) || name.Length > 50)
            throw GitHubException.Invalid("Label", "name", "invalid");
        if (repo.Labels.ContainsKey(name))
            throw GitHubException.Invalid("Label", "name", "already_exists");
        return repo.Labels[name] = new Label { Id = NextId(), Name = name, Color = colour, Description = description };
    }

    public Label Label(Repo repo, string name)
    {
        using var hold = Hold();
        return repo.Labels.GetValueOrDefault(name) ?? throw GitHubException.NotFound();
    }

    public void EditLabel(Actor actor, Repo repo, Label label, string? name, string? colour, string? description)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "issues", "write");
        repo.Labels.Remove(label.Name);
        (label.Name, label.Color, label.Description) = (name ?? label.Name, colour ?? label.Color, description ?? label.Description);
        repo.Labels[label.Name] = label;
    }

    public void DeleteLabel(Actor actor, Repo repo, Label label)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "issues", "write");
        repo.Labels.Remove(label.Name);
        foreach (var issue in repo.Issues.Values)
            issue.Labels.Remove(label);
    }

    /// <summary>Adds labels to an issue or pull request; those the repository doesn't have yet are made.</summary>
    public void AddLabels(Actor actor, Issue issue, IReadOnlyList<string> names)
    {
        using var hold = Hold();
        NeedWrite(actor, issue.Repo, IssueKind(issue), "triage");
        foreach (var name in names)
        {
            var label = LabelOf(issue.Repo, name);
            if (issue.Labels.Contains(label))
                continue;
            issue.Labels.Add(label);
            issue.UpdatedAt = Now;
            Labelled(issue, actor, label);
        }
    }

    public void RemoveLabel(Actor actor, Issue issue, string name)
    {
        using var hold = Hold();
        NeedWrite(actor, issue.Repo, IssueKind(issue), "triage");
        if (issue.Labels.Find(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } label)
            throw new GitHubException(404, "Label does not exist");
        issue.Labels.Remove(label);
        issue.UpdatedAt = Now;
        Note(issue, actor, "unlabeled", label: label);
        SendIssue(issue, actor, "unlabeled", payload => payload["label"] = Render.Label(issue.Repo, label));
    }

    /// <summary>Makes the labels of an issue exactly these.</summary>
    public void SetLabels(Actor actor, Issue issue, IReadOnlyList<string> names)
    {
        using var hold = Hold();
        foreach (var label in issue.Labels.Where(l => !names.Contains(l.Name, StringComparer.OrdinalIgnoreCase)).ToList())
            RemoveLabel(actor, issue, label.Name);
        AddLabels(actor, issue, names);
    }

    private void Labelled(Issue issue, Actor actor, Label label)
    {
        Note(issue, actor, "labeled", label: label);
        SendIssue(issue, actor, "labeled", payload => payload["label"] = Render.Label(issue.Repo, label));
    }

    private Label LabelOf(Repo repo, string name)
    {
        if (repo.Labels.TryGetValue(name, out var label))
            return label;
        return repo.Labels[name] = new Label { Id = NextId(), Name = name, Color = PlainColour };
    }
}
