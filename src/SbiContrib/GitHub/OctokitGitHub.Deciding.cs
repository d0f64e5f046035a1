using System.Net;
using Octokit;
using CheckRun = SbiContrib.Core.CheckRun;

namespace SbiContrib.GitHub;

/// <summary>GitHub through Octokit: what a merge depends on, and the merge.</summary>
internal sealed partial class OctokitGitHub
{
    /// <summary>https://docs.github.com/en/rest/checks/runs#create-a-check-run: at most 50 in a request.</summary>
    private const int MostAnnotations = 50;

    private const int LongestDescription = 140;

    /// <remarks>https://docs.github.com/en/rest/checks/runs: "only GitHub Apps can create check runs"; a token's owner may write a status, which can be required as well.</remarks>
    public async Task<long> WriteCheck(Repository repository, long? known, CheckRun check, CancellationToken cancellation)
    {
        try
        {
            return isApp ? await guard.Run(() => Run(repository, known, check), cancellation) : await guard.Run(() => Status(repository, check), cancellation);
        }
        catch (Exception none) when (none is SiteRefusedException { IsSuspension: false } or ApiException { StatusCode: HttpStatusCode.NotFound })
        {
            // Installed before the App asked for checks, and its owner hasn't agreed since: all else works without.
            checkRefused(repository.FullName, none.Message);
            return 0;
        }
    }

    private async Task<long> Run(Repository repository, long? known, CheckRun check)
    {
        var conclusion = Conclusion(check);
        var status = conclusion is null ? CheckStatus.InProgress : CheckStatus.Completed;
        if (known is { } id)
        {
            var update = new CheckRunUpdate { Status = status, Conclusion = conclusion, Output = new(check.Title, check.Summary) };
            return (await client.Check.Run.Update(repository.Owner, repository.Name, id, update)).Id;
        }
        var output = new NewCheckRunOutput(check.Title, check.Summary) { Annotations = [.. check.Remarks.Take(MostAnnotations).Select(Annotation)] };
        var wanted = new NewCheckRun(Core.Words.CheckText.Name, check.Head) { Status = status, Conclusion = conclusion, Output = output };
        return (await client.Check.Run.Create(repository.Owner, repository.Name, wanted)).Id;
    }

    private static CheckConclusion? Conclusion(CheckRun check) => check.Conclusion switch
    {
        null => null,
        "success" => CheckConclusion.Success,
        _ => CheckConclusion.Failure,
    };

    // GitHub shows an annotation's message as it is (https://github.com/isaacs/github/issues/1684), and the summary as Markdown.
    private static NewCheckRunAnnotation Annotation(Core.Remark remark) =>
        new(remark.Path, remark.First, remark.Last, remark.Warns ? CheckAnnotationLevel.Warning : CheckAnnotationLevel.Notice, Core.Words.Markdown.Unmarked(remark.Words));

    private async Task<long> Status(Repository repository, CheckRun check)
    {
        var state = check.Conclusion switch { null => CommitState.Pending, "success" => CommitState.Success, _ => CommitState.Failure };
        var words = check.Title.Length > LongestDescription ? check.Title[..LongestDescription] : check.Title;
        var status = new NewCommitStatus { Context = Core.Words.CheckText.Name, State = state, Description = words };
        return (await client.Repository.Status.Create(repository.Owner, repository.Name, check.Head, status)).Id;
    }

    /// <remarks>https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request: 405 where it can't be merged, 403 where we may not, 409 where the head is another.</remarks>
    public async Task<string?> MergePull(Repository repository, int number, string head, CancellationToken cancellation)
    {
        var wish = new MergePullRequest { Sha = head, MergeMethod = Method(repository) };
        var refusal = await Merge(repository, number, wish, cancellation);
        // A branch's rules may want no commit with two parents, which no setting of the repository tells.
        return refusal is not null && IsOfTheMethod(refusal) && wish.MergeMethod != PullRequestMergeMethod.Squash
            ? await Merge(repository, number, new MergePullRequest { Sha = head, MergeMethod = PullRequestMergeMethod.Squash }, cancellation)
            : refusal;
    }

    private static bool IsOfTheMethod(string refusal) =>
        refusal.Contains("merge commit", StringComparison.OrdinalIgnoreCase) || refusal.Contains("rebase", StringComparison.OrdinalIgnoreCase);

    private async Task<string?> Merge(Repository repository, int number, MergePullRequest wish, CancellationToken cancellation)
    {
        try
        {
            _ = await guard.Run(() => client.PullRequest.Merge(repository.Owner, repository.Name, number, wish), cancellation);
            return null;
        }
        catch (ApiException refused) when (refused.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnprocessableEntity)
        {
            return refused.Message;
        }
        catch (SiteRefusedException refused) when (!refused.IsSuspension)
        {
            return refused.Sentence;
        }
        catch (ApiException refused) when (refused.StatusCode == HttpStatusCode.Conflict)
        {
            // Said of a head that stands where it stood, it would be said for ever.
            var now = await guard.Run(() => client.PullRequest.Get(repository.Owner, repository.Name, number), cancellation);
            return now.Head.Sha == wish.Sha ? refused.Message : throw new NotNowException($"#{number} was moved by somebody else", null, refused);
        }
    }

    private static PullRequestMergeMethod Method(Repository repository) => repository.Merging switch
    {
        Merging.Squash => PullRequestMergeMethod.Squash,
        Merging.Rebase => PullRequestMergeMethod.Rebase,
        _ => PullRequestMergeMethod.Merge,
    };
}
