using SbiContrib.Core.Commands;

namespace SbiContrib.Core.Words;

/// <summary>The documentation's page about the commands, <c>docs/commands.md</c>.</summary>
public static class CommandPage
{
    /// <summary>The page.</summary>
    /// <returns>Markdown.</returns>
    public static string Text() => $"""
        # Commands

        A command is the first word of a line in a new comment, on the issue or on its pull request, or in what a review says as a whole (not at a line of the difference). `/help` tells the same.

        | command | what it does | who may |
        |---|---|---|
        {string.Concat(CommandTable.All.Select(AnswerText.Row)).TrimEnd('\n')}

        For example:

        ```
        {string.Join('\n', CommandTable.All.Select(command => command.Example))}
        ```

        - A line counts as GitHub shows it: what is quoted, in a list, in code, in HTML or hidden is no command, and neither is a word inside of a line. Case doesn't matter.
        - `@NAME` of the App may stand before it, with the slash or without: `@sbi-contrib approve`.
        - A comment counts once, as it was when it was first read. One that was edited before counts for nothing: write a new one.
        - Maintainers are those who may write to the repository, as GitHub says at that time. The contributor is who opened the issue.
        - `LINK` says which work is meant where a contribution has several. Without it, `/section` goes to those that have none yet, or to all; `/note` goes to all.
        - Whatever can't be done is answered, once, and nothing is changed by it. A person gets a few answers an hour.
        - A reply without any command is understood too, while a question is open: one with a link, or with a line that names a section, answers it.
        - `/approve` is for the entries that the status comment showed when the command was written. If other entries, another section or somebody else's commit come after it, it holds no longer, and the status says so; the same entries written again on a newer main keep it.

        """;
}
