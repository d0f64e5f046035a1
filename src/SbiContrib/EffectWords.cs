using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core;
using SbiContrib.Core.Lists;

namespace SbiContrib;

/// <summary>Effects as an operator reads them at a terminal.</summary>
internal static class EffectWords
{
    public static string Of(ImmutableArray<Effect> effects, Facts facts)
    {
        var text = new StringBuilder(effects.IsEmpty ? "Nothing is to be done.\n" : "");
        foreach (var effect in effects)
            _ = text.Append("- ").Append(Safe(Words(effect, facts))).Append('\n');
        return text.ToString();
    }

    private static string Words(Effect effect, Facts facts) => effect switch
    {
        ReadPages read => $"read the pages of {string.Join(", ", read.Links)}",
        LookUp look => $"ask the sources for {string.Join(", ", look.Ids)}",
        AskPermissions ask => $"ask GitHub who may write: {string.Join(", ", ask.Logins)}",
        Answer answer => $"answer comment {answer.Comment} on #{answer.Number}:{Indented(answer.Text)}",
        WriteCheck check => $"say at {check.Check.Head} as a check: {check.Check.Conclusion ?? "pending"}, {check.Check.Title}",
        MergePull merge => $"merge #{merge.Number} at {merge.Head}",
        OpenPull open => $"open a pull request of {open.Branch} onto {open.Onto}: {open.Title}{Diff(open.Change, facts)}",
        RemakePull remake => $"make #{remake.Number} anew on {remake.Branch} from {remake.From} and {remake.Onto}: {remake.Title}{Diff(remake.Change, facts)}",
        ClosePull close => $"close pull request #{close.Number}",
        DeleteBranch delete => $"delete branch {delete.Branch}",
        SetLabels labels => $"label #{labels.Number}: {string.Join(", ", [.. labels.Add.Select(label => $"+{label}"), .. labels.Remove.Select(label => $"-{label}")])}",
        WriteStatus status => $"{(status.Known is { } id ? $"edit comment {id} of" : "write the status comment on")} #{status.Issue}:{Indented(status.Text)}",
        CloseIssue close => $"close issue #{close.Number} as {(close.Completed ? "completed" : "not planned")}",
        ReopenIssue reopen => $"reopen issue #{reopen.Number}",
        Wake wake => $"wake {string.Join(", ", wake.Contributions)}",
        LookAgain again => $"look again at {again.At:u}",
        Save save => $"save it as {save.Contribution.State.Word()}, due {save.Contribution.Due:u}",
        _ => effect.GetType().Name,
    };

    private static string Diff(Change change, Facts facts) => string.Concat(change.Files.Select(file =>
        Indented(UnifiedDiff.Of(facts.Site.Lists.FirstOrDefault(list => list.Path == file.Path), file)))) +
        string.Concat(change.Deleted.Select(path => $"\n    delete {path}"));

    private static string Indented(string text) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"\n    {line}"));

    // Text of others must not command the terminal.
    private static string Safe(string text) => new([.. text.Where(letter => letter == '\n' || !char.IsControl(letter))]);
}
