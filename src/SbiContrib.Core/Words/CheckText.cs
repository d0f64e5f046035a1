using System.Text.Json;

namespace SbiContrib.Core.Words;

/// <summary>The check run on a pull request: what was found, and whether GitHub's own merge button may be pressed.</summary>
public static class CheckText
{
    /// <summary>The name by which a site requires it.</summary>
    public const string Name = "sbi-contrib";

    private const string Success = "success";
    private const string Failure = "failure";

    /// <summary>What the check says of a pull request as it stands.</summary>
    /// <param name="contribution">The contribution as it shall be.</param>
    /// <param name="pull">Its pull request.</param>
    /// <param name="needsApproval">The site wants a maintainer's approval before a merge.</param>
    /// <returns>The check, without a conclusion while a maintainer's approval is still to come; null while the entries are about to be made anew.</returns>
    public static CheckRun? Of(Contribution contribution, PullFacts pull, bool needsApproval)
    {
        if (contribution.Undo is { } undo && pull.HeadEntries is not null)
            return new(pull.Head, Success, "Takes entries out", $"{Markdown.Plain(undo.By)} asked for it.", []);
        if (pull.HeadEntries is null)
            return new(pull.Head, Failure, "Not checked", "Somebody else's commit stands here, and I didn't check what it holds. Who may pass over required checks may merge it.", []);
        if (contribution.Checked is null || contribution.Report is not { } report || report.Hash != pull.HeadEntries)
            return null;
        return needsApproval && contribution.Approval is null
            ? new(pull.Head, null, "Waiting for approval", $"{Summary(report)}\nThis site wants a maintainer's yes: {Markdown.Code("/approve")} or an approving review.", report.Remarks)
            : new(pull.Head, Success, contribution.Approval is { } yes ? $"Checked, and approved by {yes.By}" : "Checked", Summary(report), report.Remarks);
    }

    /// <summary>The same of the commit that a merge queue made of main and the pull request: nothing can still come to that one.</summary>
    /// <param name="check">What the check says of the pull request.</param>
    /// <param name="sha">The group's commit.</param>
    /// <returns>The check, with a conclusion.</returns>
    public static CheckRun InGroup(CheckRun check, string sha) => check with { Head = sha, Conclusion = check.Conclusion ?? Failure, Remarks = [] };

    /// <summary>What the check says of a commit that holds nothing of any contribution: where the check is required, nothing else could be merged without it.</summary>
    /// <param name="sha">The commit.</param>
    /// <returns>The check, which stands against nothing.</returns>
    public static CheckRun NotOurs(string sha) => new(sha, Success, "Nothing of mine here", "This isn't a contribution that I look after.", []);

    /// <summary>The hash under which a check is remembered.</summary>
    /// <param name="check">The check.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Hash(CheckRun check) => StatusText.Hash(JsonSerializer.Serialize(check));

    private static string Summary(Report report) => string.Concat(report.Remarks.Select(remark => $"- {Markdown.Code($"{remark.Path}:{remark.First}")}: {remark.Words}\n"));
}
