using System.Collections.Immutable;
using SbiContrib.Core.Commands;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>Does what a command says to the contribution; what follows from it is decided as from all else that is known.</summary>
internal static class Obeying
{
    /// <summary>All that people said is kept with the contribution, whose row has an end.</summary>
    private const int LongestValue = 2_000, MostEdits = 200;

    /// <summary>The contribution after a command; the same where it is refused, with words why.</summary>
    public static Contribution Do(Facts facts, CommentFacts comment, GivenCommand given, List<string> answers)
    {
        var saved = facts.Saved!;
        var refusal = given switch
        {
            { Command: null } => AnswerText.Unknown(given, Likely(given.Word)),
            { Command: { } command } when !Authority.May(comment.Author, command, facts) => AnswerText.Refused(command),
            { Command: { NeedsArguments: true } command, Rest.Length: 0 } => AnswerText.Incomplete(command),
            { Command: { } command, Rest.Length: > LongestValue } => $"{Markdown.Code(command.Typed)}: that is too long. I take at most {LongestValue} characters.",
            { Command: { } command } when saved.Edits.Length >= MostEdits && command.Name is not (CommandName.Help or CommandName.Undo or CommandName.Withdraw or CommandName.Reject or CommandName.Approve) =>
                $"{Markdown.Code(command.Typed)}: this contribution was changed {MostEdits} times. A new issue is welcome.",
            { Command: { Name: not (CommandName.Help or CommandName.Undo) } command } when (saved.Wish?.End ?? saved.State) is var state && state.IsFinal() =>
                $"{Markdown.Code(command.Typed)}: this contribution is {state.Word()}, and nothing of it changes any more. A new issue is welcome.",
            _ => null,
        };
        if (refusal is null)
            return Do(facts, saved, comment, given, answers);
        answers.Add(refusal);
        return saved;
    }

    private static Contribution Do(Facts facts, Contribution saved, CommentFacts comment, GivenCommand given, List<string> answers)
    {
        var result = given.Command!.Name switch
        {
            CommandName.Help => new Result(saved, AnswerText.Help()),
            CommandName.Retry => new(saved with { Checked = null }),
            CommandName.Withdraw => new(saved with { Wish = new(State.Withdrawn, null) }),
            CommandName.Reject => new(saved with { Wish = new(State.Rejected, given.Rest) }),
            CommandName.DuplicateOf => new(saved with { Wish = new(Authority.IsContributor(comment.Author, facts) ? State.Withdrawn : State.Rejected, $"It is the same as {given.Rest}.") }),
            CommandName.Approve => Approving.ByCommand(facts, saved, comment),
            CommandName.Undo => Undoing.ByCommand(facts, saved, comment),
            _ => Edit(new(facts, saved, given)),
        };
        if (result.Answer is { } answer)
            answers.Add(answer);
        return result.Contribution;
    }

    private static Result Edit(Change change) => change.Given.Command!.Name switch
    {
        CommandName.Add => Add(change),
        CommandName.AcceptDuplicate => Accept(change),
        CommandName.Section => Section(change, EditKind.Section),
        CommandName.Also => Section(change, EditKind.Also),
        CommandName.Title => Title(change),
        _ => change.With(change.Targets.Links.Select(item => new Edit(EditKind.Note, item.Link, change.Targets.Value, item.Note))),
    };

    private static Result Add(Change change)
    {
        var (link, section) = SubmissionReader.Split(change.Given.Rest);
        if (section is not null && change.Unplaced(section) is { } refusal)
            return change.Refused(refusal);
        var (value, isNew) = NewSections.Read(section);
        return change.Items.FirstOrDefault(item => item.Link == link && !item.Also) is not { } known
            ? change.With([new(EditKind.Add, link, value) { NewSection = isNew }])
            : value is null ? new(change.Saved, $"{Markdown.Code(link)} is part of this contribution already.")
            : change.With([new(EditKind.Section, link, value, known.Section) { NewSection = isNew }]);
    }

    private static Result Section(Change change, EditKind kind)
    {
        var (targets, typed) = change.Targets;
        if (typed.Length == 0)
            return change.Refused(AnswerText.Incomplete(change.Given.Command!));
        if (change.Unplaced(typed) is { } refusal)
            return change.Refused(refusal);
        var asked = targets.Where(item => change.Outcome(item) == Outcome.NoSection).ToImmutableArray();
        var chosen = targets.Length > 1 && !asked.IsEmpty ? asked : targets;
        if (kind == EditKind.Also && chosen.Length != 1)
            return change.WhichOne();
        var (value, isNew) = NewSections.Read(typed);
        return change.With(chosen.Select(item => new Edit(kind, item.Link, value, item.Section) { NewSection = isNew }));
    }

    private static Result Title(Change change)
    {
        var (targets, title) = change.Targets;
        return targets.Length != 1 ? change.WhichOne()
            : title.Length == 0 ? change.Refused(AnswerText.Incomplete(change.Given.Command!))
            : change.With([new(EditKind.Title, targets[0].Link, title, targets[0].Title)]);
    }

    private static Result Accept(Change change)
    {
        var listed = change.Targets.Links.Where(item => change.Outcome(item) == Core.Outcome.Listed).ToArray();
        return listed.Length == 0
            ? new(change.Saved, $"{Markdown.Code("/accept-duplicate")}: nothing here was found in the list already.")
            : change.With(listed.Select(item => new Edit(EditKind.Distinct, item.Link)));
    }

    private static Command? Likely(string word) => CommandTable.All.Select(command => (Command: command, Like: Lists.Words.Likeness(command.Word, word.ToLowerInvariant())))
        .Where(pair => pair.Like >= 60 || pair.Command.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase)).OrderByDescending(pair => pair.Like).FirstOrDefault().Command;

    /// <summary>What came of a command.</summary>
    internal readonly record struct Result(Contribution Contribution, string? Answer = null);

    /// <summary>A command that edits the submission.</summary>
    private sealed class Change(Facts facts, Contribution saved, GivenCommand given)
    {
        public GivenCommand Given => given;

        public Contribution Saved => saved;

        public ImmutableArray<SubmittedItem> Items { get; } = Checking.Read(facts)?.Items ?? [];

        /// <summary>The items that are meant, and what follows: a link names one of them, else all are meant.</summary>
        public (ImmutableArray<SubmittedItem> Links, string Value) Targets
        {
            get
            {
                var (first, rest) = SubmissionReader.Split(given.Rest);
                return Items.FirstOrDefault(item => !item.Also && IsSame(item.Link, first)) is { } one && first.Length > 0
                    ? ([one], rest ?? "")
                    : ([.. Items.Where(item => !item.Also)], given.Rest);
            }
        }

        public Outcome? Outcome(SubmittedItem item) => saved.Items.FirstOrDefault(known => known.Link == item.Link)?.Outcome;

        /// <summary>Why an entry can't stand in a section; null where it can.</summary>
        public string? Unplaced(string section) => SectionWords.Unplaced(SiteLists.Of(facts.Site), section, given.Command!.Typed);

        public Result With(IEnumerable<Edit> edits) => Items.IsEmpty && given.Command!.Name != CommandName.Add
            ? new(saved, $"{Markdown.Code(given.Command.Typed)}: there is no link in this contribution yet; {Markdown.Code("/add LINK SECTION")} adds one.")
            : new(saved with { Edits = saved.Edits.AddRange(edits) });

        public Result Refused(string words) => new(saved, words);

        public Result WhichOne() => new(saved, $"{Markdown.Code(given.Command!.Typed)}: there are several works here. Please name one by its link: {Markdown.Code($"{given.Command.Typed} LINK {given.Rest}")}.");

        private static bool IsSame(string link, string typed) => link == typed || (Identify.Link(link).Id is { } id && Identify.Link(typed).Id == id);
    }
}
