using System.Runtime.CompilerServices;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Tests.Commands;

/// <summary>The page about the commands is what the commands say of themselves. <c>SBI_APPROVE=1</c> writes it anew.</summary>
public sealed class CommandPageTests
{
    [Fact]
    public void The_page_is_written_from_the_commands()
    {
        var page = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "commands.md");
        if (Environment.GetEnvironmentVariable("SBI_APPROVE") == "1")
            File.WriteAllText(page, CommandPage.Text());
        Assert.Equal(CommandPage.Text(), File.ReadAllText(page));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
