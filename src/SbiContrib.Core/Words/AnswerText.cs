using SbiContrib.Core.Commands;

namespace SbiContrib.Core.Words;

/// <summary>What is said to a comment.</summary>
public static class AnswerText
{
    /// <summary>The hidden line by which an answer is found again.</summary>
    /// <param name="comment">The comment that is answered.</param>
    /// <returns>An HTML comment.</returns>
    public static string Tag(long comment) => $"<!-- sbi-contrib answer {comment} -->";

    /// <summary>Whether a text answers a comment.</summary>
    /// <param name="text">A comment of ours.</param>
    /// <param name="comment">The comment that may be answered.</param>
    /// <returns>True where it begins with the tag.</returns>
    public static bool Answers(string text, long comment) => text.StartsWith(Tag(comment), StringComparison.Ordinal);

    /// <summary>The hidden line by which the answer to an edit is found again.</summary>
    /// <param name="comment">The comment that was edited.</param>
    /// <returns>An HTML comment.</returns>
    public static string EditTag(long comment) => $"<!-- sbi-contrib edited {comment} -->";

    /// <summary>What an edit put into a comment isn't obeyed.</summary>
    /// <param name="comment">The comment.</param>
    /// <param name="command">A command in it.</param>
    /// <returns>Markdown, the tag first.</returns>
    public static string OfEdit(CommentFacts comment, Command command) =>
        $"{EditTag(comment.Id)}\n{Markdown.Code(command.Typed)} stands in a comment that was edited, and those I don't read: what they say may be another's. Please write it in a new comment.\n";

    /// <summary>The whole answer.</summary>
    /// <param name="comment">The comment.</param>
    /// <param name="answers">What is to be said, a paragraph each.</param>
    /// <param name="last">It is the last one that this person gets for a while.</param>
    /// <returns>Markdown, the tag first.</returns>
    public static string Of(CommentFacts comment, IEnumerable<string> answers, bool last)
    {
        var end = last ? "\n\nI have answered you several times now; in an hour I answer again. What you may command is done at once all the same." : "";
        return $"{Tag(comment.Id)}\n{string.Join("\n\n", answers.Distinct())}{end}\n";
    }

    /// <summary>There is no such command.</summary>
    /// <param name="given">As it was given.</param>
    /// <param name="like">The command that may be meant.</param>
    /// <returns>A sentence.</returns>
    public static string Unknown(GivenCommand given, Command? like) =>
        $"I don't know {Markdown.Code($"/{given.Word}")}.{(like is null ? "" : $" Is {Markdown.Code(like.Usage)} meant?")} {Markdown.Code("/help")} tells what I understand.";

    /// <summary>The person may not.</summary>
    /// <param name="command">The command.</param>
    /// <returns>A sentence that says who may.</returns>
    public static string Refused(Command command) => command.Who switch
    {
        Who.Contributor => $"{Markdown.Code(command.Typed)} is for the person who sent this; a maintainer can use {Markdown.Code("/reject REASON")}.",
        Who.Maintainer => $"{Markdown.Code(command.Typed)} is for those who may write to this repository.",
        _ => $"{Markdown.Code(command.Typed)} is for the person who sent this and for those who may write to this repository.",
    };

    /// <summary>The arguments are missing.</summary>
    /// <param name="command">The command.</param>
    /// <returns>A sentence with an example.</returns>
    public static string Incomplete(Command command) =>
        $"{Markdown.Code(command.Typed)} needs something behind it: {Markdown.Code(command.Usage)}, such as {Markdown.Code(command.Example)}.";

    /// <summary>What there is.</summary>
    /// <returns>A table of all commands.</returns>
    public static string Help() =>
        "Each command is the first word of a line in a new comment, on the issue or the pull request:\n\n"
        + "| command | what it does | who may |\n|---|---|---|\n"
        + string.Concat(CommandTable.All.Select(Row));

    internal static string Row(Command command) => $"| {Markdown.Code(command.Usage)} | {command.Help} | {WhoMay(command.Who)} |\n";

    /// <summary>Who may, in words.</summary>
    /// <param name="who">Who.</param>
    /// <returns>A few words.</returns>
    public static string WhoMay(Who who) => who switch
    {
        Who.Contributor => "contributor",
        Who.Maintainer => "maintainers",
        Who.Anyone => "anyone",
        _ => "contributor, maintainers",
    };
}
