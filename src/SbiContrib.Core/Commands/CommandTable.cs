using System.Collections.Immutable;

namespace SbiContrib.Core.Commands;

/// <summary>Every command that there is.</summary>
public static class CommandTable
{
    private const Who Both = Who.Contributor | Who.Maintainer;

    /// <summary>The commands, in the order in which the help tells them.</summary>
    public static ImmutableArray<Command> All { get; } =
    [
        new(CommandName.Add, "add", "LINK [SECTION]", true, Both, "Adds a work to this contribution.", "/add https://arxiv.org/abs/2010.06439 Cosmology"),
        new(CommandName.Section, "section", "[LINK] SECTION", true, Both, "Says in which section the work shall stand; `new: NAME` proposes a section that isn't there.", "/section Applications / Cosmology"),
        new(CommandName.Also, "also", "[LINK] SECTION", true, Both, "Lists the work in a further section too.", "/also Robotics"),
        new(CommandName.Title, "title", "[LINK] TITLE", true, Both, "Says how the title is written.", "/title Truncated proposals for scalable inference"),
        new(CommandName.Note, "note", "[LINK] NOTE", true, Both, "Tells the maintainer something about the work.", "/note The code is at github.com/example/code"),
        new(CommandName.Retry, "retry", "", false, Both, "Checks everything again now.", "/retry"),
        new(CommandName.DuplicateOf, "duplicate-of", "LINK or #NUMBER", true, Both, "Ends this contribution: it is the same as another entry, issue or pull request.", "/duplicate-of #12"),
        new(CommandName.AcceptDuplicate, "accept-duplicate", "[LINK]", false, Who.Maintainer, "Adds a work although the list seems to have it.", "/accept-duplicate"),
        new(CommandName.Withdraw, "withdraw", "", false, Who.Contributor, "Takes this contribution back.", "/withdraw"),
        new(CommandName.Approve, "approve", "", false, Who.Maintainer, "Approves the entries as the status comment shows them.", "/approve"),
        new(CommandName.Reject, "reject", "REASON", true, Who.Maintainer, "Ends this contribution and tells the contributor why.", "/reject This list is about methods, not about surveys."),
        new(CommandName.Undo, "undo", "", false, Who.Maintainer, "After the merge: opens a pull request that takes the entries out again.", "/undo"),
        new(CommandName.Help, "help", "", false, Who.Anyone, "Tells what I understand.", "/help"),
    ];

    /// <summary>The command of a word; case doesn't matter, for telephones begin lines with a capital.</summary>
    /// <param name="word">A word without its slash.</param>
    /// <returns>The command, or null.</returns>
    public static Command? Find(string word) => All.FirstOrDefault(command => command.Word.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The command of a name.</summary>
    /// <param name="name">Which.</param>
    /// <returns>The command.</returns>
    public static Command Of(CommandName name) => All.First(command => command.Name == name);
}
