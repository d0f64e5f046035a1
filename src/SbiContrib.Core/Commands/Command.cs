using System.Text.Json.Serialization;

namespace SbiContrib.Core.Commands;

/// <summary>What people may command.</summary>
[JsonConverter(typeof(KebabCase<CommandName>))]
public enum CommandName
{
    /// <summary>Another link.</summary>
    Add,

    /// <summary>Another section.</summary>
    Section,

    /// <summary>Another title.</summary>
    Title,

    /// <summary>A note for the maintainer.</summary>
    Note,

    /// <summary>A further section.</summary>
    Also,

    /// <summary>Look at it again.</summary>
    Retry,

    /// <summary>It is something that is there already.</summary>
    DuplicateOf,

    /// <summary>What looks like a duplicate is wanted.</summary>
    AcceptDuplicate,

    /// <summary>The contributor takes it back.</summary>
    Withdraw,

    /// <summary>A maintainer's yes.</summary>
    Approve,

    /// <summary>A maintainer's no.</summary>
    Reject,

    /// <summary>What was merged is taken out again.</summary>
    Undo,

    /// <summary>What there is.</summary>
    Help,
}

/// <summary>Who may give a command.</summary>
[Flags]
public enum Who
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The one who sent the contribution.</summary>
    Contributor = 1,

    /// <summary>Who may write to the repository.</summary>
    Maintainer = 2,

    /// <summary>Whoever may comment.</summary>
    Anyone = 4,
}

/// <summary>A command as it is declared: the parser, the help and its page know it from here alone.</summary>
/// <param name="Name">Which.</param>
/// <param name="Word">The word behind the slash.</param>
/// <param name="Arguments">What follows, as the help shows it: <c>LINK [SECTION]</c>.</param>
/// <param name="NeedsArguments">It means nothing without them.</param>
/// <param name="Who">Who may give it.</param>
/// <param name="Help">One line on what it does.</param>
/// <param name="Example">How it is typed.</param>
public sealed record Command(CommandName Name, string Word, string Arguments, bool NeedsArguments, Who Who, string Help, string Example)
{
    /// <summary>The command as people type it.</summary>
    public string Typed => $"/{Word}";

    /// <summary>The command with its arguments, as the help shows it.</summary>
    public string Usage => Arguments.Length == 0 ? Typed : $"{Typed} {Arguments}";
}

/// <summary>A command as it was given.</summary>
/// <param name="Word">The word as typed, without the slash.</param>
/// <param name="Command">The command; null where there is none of that word.</param>
/// <param name="Rest">What follows on the line.</param>
public sealed record GivenCommand(string Word, Command? Command, string Rest);
