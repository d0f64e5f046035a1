using System.Collections.Immutable;
using SbiContrib.Core.Commands;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>Takes what people say in comments: each comment once, as it was when it was first read.</summary>
internal static class Listening
{
    /// <summary>How many answers a person gets in an hour.</summary>
    private const int MostAnswers = 3;

    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    /// <summary>What is to be done about what was said; null where nothing new was.</summary>
    public static ImmutableArray<Effect>? Next(Facts facts)
    {
        if (facts.Site.Settings is null)
            return null;
        return facts.Saved is { } saved ? Take(facts, saved) ?? Mended(facts, saved) : Begin(facts);
    }

    // Who mends a command by an edit waits for it to be obeyed: once, it is told that it isn't. Who edits what was obeyed mends only words.
    private static ImmutableArray<Effect>? Mended(Facts facts, Contribution saved)
    {
        var known = saved.Mended ?? [];
        foreach (var comment in facts.Comments.Where(comment => comment.Edited && IsPersons(comment, facts) && !known.Contains(comment.Id) && (!saved.Taken.Contains(comment.Id) || IsAnswered(comment, facts))))
        {
            if (CommandReader.Read(comment.Body, facts.Site.Bot).Select(given => given.Command).OfType<Command>().FirstOrDefault() is not { } command)
                continue;
            var answers = saved.Answers.Where(answer => answer.At > facts.Now - AnHour).ToImmutableArray();
            var next = saved with { Mended = known.Add(comment.Id), Answers = answers };
            if (answers.Count(answer => answer.To == comment.Author) >= MostAnswers)
                return [new Save(next)];
            var save = new Save(next with { Answers = answers.Add(new(comment.Author, facts.Now)) });
            var isTold = facts.Comments.Any(other => other.Author == facts.Site.Bot && other.Body.StartsWith(AnswerText.EditTag(comment.Id), StringComparison.Ordinal));
            return isTold ? [save] : [new Answer(comment.On, comment.Id, AnswerText.OfEdit(comment, command)), save];
        }
        return null;
    }

    private static bool IsAnswered(CommentFacts comment, Facts facts) => facts.Comments.Any(other => other.Author == facts.Site.Bot && AnswerText.Answers(other.Body, comment.Id));

    private static ImmutableArray<Effect>? Take(Facts facts, Contribution saved)
    {
        var said = facts.Comments.Where(comment => IsNew(comment, facts)).Select(comment => new Said(comment, CommandReader.Read(comment.Body, facts.Site.Bot)))
            .Where(said => !said.Commands.IsEmpty || said.Comment.Id < 0 || Replying.Answers(said.Comment, facts)).OrderBy(said => said.Comment.At).ThenBy(said => said.Comment.Id).ToImmutableArray();
        if (said.IsEmpty)
            return null;
        var who = said.Where(comment => comment.Commands.Any(given => given.Command is { } command && !Authority.IsSure(comment.Comment.Author, command, facts))).Select(comment => comment.Comment.Author).Distinct();
        if (who.ToImmutableArray() is { IsEmpty: false } logins)
            return [new AskPermissions(logins)];
        var effects = ImmutableArray.CreateBuilder<Effect>();
        var next = said.Aggregate(saved with { Answers = [.. saved.Answers.Where(answer => answer.At > facts.Now - AnHour)] }, (now, comment) => Take(facts, now, comment, effects));
        return [.. effects, new Save(next)];
    }

    private static Contribution Take(Facts facts, Contribution now, Said said, ImmutableArray<Effect>.Builder effects)
    {
        var answers = new List<string>();
        var comment = said.Comment;
        var next = said.Commands.IsEmpty
            ? Replying.Take(facts with { Saved = now }, comment)
            : said.Commands.Aggregate(now, (before, given) => Obeying.Do(facts with { Saved = before }, comment, given, answers));
        next = next with { Taken = next.Taken.Add(comment.Id) };
        var given = next.Answers.Count(answer => answer.To == comment.Author);
        if (answers.Count == 0 || given >= MostAnswers)
            return next;
        // What an earlier handling wrote and didn't save isn't written again.
        if (!IsAnswered(comment, facts))
            effects.Add(new Answer(comment.On, comment.Id, AnswerText.Of(comment, answers, given == MostAnswers - 1)));
        return next with { Answers = next.Answers.Add(new(comment.Author, facts.Now)) };
    }

    // An issue that isn't ours by itself becomes ours by an `/add` of its author's or of a maintainer's; nothing else in it is any business of ours.
    private static ImmutableArray<Effect>? Begin(Facts facts)
    {
        if (facts.Issue is not { State: IssueState.Open } issue || Checking.Unedited(facts) is not null || issue.Author.Login == facts.Site.Bot)
            return null;
        var said = facts.Comments.Where(comment => IsNew(comment, facts)).Select(comment => new Said(comment, CommandReader.Read(comment.Body, facts.Site.Bot)))
            .Where(said => said.Commands.Any(given => given is { Command.Name: CommandName.Add, Rest.Length: > 0 })).ToImmutableArray();
        var add = CommandTable.Of(CommandName.Add);
        if (said.Select(said => said.Comment.Author).Where(author => !Authority.IsSure(author, add, facts)).Distinct().ToImmutableArray() is { IsEmpty: false } logins)
            return [new AskPermissions(logins)];
        return said.Any(said => Authority.May(said.Comment.Author, add, facts))
            ? [new Save(new Contribution { Key = facts.Key, Installation = facts.Installation, State = State.Received, Received = facts.Now, Due = Settling.Due(facts) })]
            : null;
    }

    // Programs talk to each other for ever, and an edited comment may say what nobody read.
    private static bool IsNew(CommentFacts comment, Facts facts) => !comment.Edited && IsPersons(comment, facts) && facts.Saved?.Taken.Contains(comment.Id) != true;

    private static bool IsPersons(CommentFacts comment, Facts facts) => comment.Author != facts.Site.Bot && !comment.Author.EndsWith("[bot]", StringComparison.Ordinal);

    private sealed record Said(CommentFacts Comment, ImmutableArray<GivenCommand> Commands);
}
