using SbiContrib.Core.Commands;

namespace SbiContrib.Core.Tests.Commands;

/// <summary>What is a command and what only looks like one.</summary>
public sealed class CommandReaderTests
{
    private const string Bot = "sbi-contrib[bot]";

    [Theory]
    [InlineData("/approve", "approve", "")]
    [InlineData("Thank you!\n\n/section  Applications / Cosmology ", "section", "Applications / Cosmology")]
    [InlineData("Thank you!\n/section Cosmology", "section", "Cosmology")]
    [InlineData("Thank you!\r\n/section Cosmology\r\nBye", "section", "Cosmology")]
    [InlineData("   /approve", "approve", "")]
    [InlineData("/Approve", "approve", "")]
    [InlineData("/approve\n--\nGrace", "approve", "")]
    [InlineData("> Shall it go in?\n\n/approve", "approve", "")]
    [InlineData("```\n/reject no\n```\n/approve", "approve", "")]
    [InlineData("<!-- /reject no -->\n/approve", "approve", "")]
    [InlineData("`/reject` is a command.\n/approve", "approve", "")]
    [InlineData("@sbi-contrib /approve", "approve", "")]
    [InlineData("@sbi-contrib approve", "approve", "")]
    [InlineData("@SBI-contrib[bot]: approve", "approve", "")]
    [InlineData("@sbi-contrib, add https://arxiv.org/abs/2010.06439 Cosmology", "add", "https://arxiv.org/abs/2010.06439 Cosmology")]
    [InlineData("/title *Fast* `inference`", "title", "*Fast* `inference`")]
    public void The_first_word_of_a_line_is_a_command(string text, string word, string rest)
    {
        var given = Assert.Single(CommandReader.Read(text, Bot));
        Assert.Equal((word, rest), (given.Command?.Word, given.Rest));
    }

    [Theory]
    [InlineData("Please /approve")]
    [InlineData("please\\\n\\/approve")]
    [InlineData("> /approve")]
    [InlineData("> I thought\n/approve")]
    [InlineData("    /approve")]
    [InlineData("\t/approve")]
    [InlineData("```\n/approve\n```")]
    [InlineData("~~~ text\n/approve")]
    [InlineData("Code: `one\n/approve\ntwo`")]
    [InlineData("- /approve")]
    [InlineData("- a point\n/approve")]
    [InlineData("1. /approve")]
    [InlineData("# /approve")]
    [InlineData("<!--\n/approve\n-->")]
    [InlineData("Well <!--\n/approve\n--> then")]
    [InlineData("<pre>\n/approve\n</pre>")]
    [InlineData("<details>\n/approve\n</details>")]
    [InlineData("[a link\n/approve](https://example.org)")]
    [InlineData("/ approve")]
    [InlineData("//approve")]
    [InlineData("/etc/passwd")]
    [InlineData("/2")]
    [InlineData("/approve.")]
    [InlineData("/supercalifragilisticexpialidocious-command")]
    [InlineData("@sbi-contribute approve")]
    [InlineData("@sbi-contrib")]
    [InlineData("@grace /approve")]
    [InlineData("Hello @sbi-contrib approve")]
    [InlineData("")]
    public void What_is_quoted_shown_hidden_or_inside_of_a_line_is_none(string text) => Assert.Empty(CommandReader.Read(text, Bot));

    [Theory]
    [InlineData("/approved")]
    [InlineData("/assign @grace")]
    [InlineData("@sbi-contrib thanks a lot")]
    public void A_word_that_is_no_command_is_told_apart(string text) => Assert.Null(Assert.Single(CommandReader.Read(text, Bot)).Command);

    [Fact]
    public void Several_are_taken_in_their_order() =>
        Assert.Equal(["section", "note", "approve"], CommandReader.Read("/section Cosmology\n/note New.\n\n/approve", Bot).Select(given => given.Word));

    [Fact]
    public void A_flood_ends()
    {
        Assert.Equal(CommandReader.Most, CommandReader.Read(string.Concat(Enumerable.Repeat("/help\n", 5_000)), Bot).Length);
        Assert.Empty(CommandReader.Read(new string('>', 30_000) + "\n/approve", Bot));
        Assert.Empty(CommandReader.Read(string.Concat(Enumerable.Repeat("- ", 15_000)) + "/approve", Bot));
    }

    [Fact]
    public void Every_command_is_read_from_its_own_example_and_is_declared_once()
    {
        Assert.Equal(Enum.GetValues<CommandName>().Order(), CommandTable.All.Select(command => command.Name).Order());
        Assert.All(CommandTable.All, command => Assert.Equal(command, Assert.Single(CommandReader.Read(command.Example, Bot)).Command));
        Assert.All(CommandTable.All.Where(command => command.NeedsArguments), command => Assert.NotEmpty(Assert.Single(CommandReader.Read(command.Example, Bot)).Rest));
    }
}
