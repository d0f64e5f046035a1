namespace SbiContrib.Core.Words;

/// <summary>One sentence for each step of a contribution, for its status page.</summary>
public static class HistoryWords
{
    /// <summary>The sentence for the state that a contribution came to.</summary>
    /// <param name="contribution">The contribution in its new state.</param>
    /// <returns>A sentence as plain text.</returns>
    public static string Of(Contribution contribution) => contribution.State switch
    {
        State.Received => "It arrived.",
        State.Checking when contribution.Tries > 0 => "It has to wait: a source doesn't answer, or the site's settings are broken.",
        State.Checking => "Its links are being looked up.",
        State.NeedsInfo when contribution.Notice is { Rests: true } => $"Pull request {contribution.Pull} was closed by a program, or merged elsewhere: it rests until somebody wants it to go on.",
        State.NeedsInfo => "It needs an answer from its contributor.",
        State.Declined => "There is nothing to add: the list has it, or it is being proposed already.",
        State.Proposed => $"Pull request {contribution.Pull} is open.",
        State.Approved => $"{contribution.Approval?.By} approved pull request {contribution.Pull}.",
        State.Merged => $"Pull request {contribution.Pull} was merged.",
        State.Rejected => "A maintainer decided not to add it.",
        State.Withdrawn => "Its contributor took it back.",
        State.Superseded => "The list got it another way.",
        _ => "The program failed at it; an operator was told.",
    };
}
