using System.Diagnostics;
using System.Text.Json;

namespace SbiContrib.Cli.Tests;

public sealed class IdentifyCommandTests
{
    [Fact]
    public void OneObjectALineInOrder()
    {
        var (code, output, _) = Run.Sbi("", "identify", "--json", "https://arxiv.org/abs/2010.06439v2", "https://arxiv.org/", "@hello");
        Assert.Equal(0, code);
        Assert.Equal(
            """
            {"input":"https://arxiv.org/abs/2010.06439v2","id":"arxiv:2010.06439","kind":"arxiv","version":"2","url":"https://arxiv.org/abs/2010.06439","reason":null}
            {"input":"https://arxiv.org/","id":null,"kind":null,"version":null,"url":null,"reason":"not-a-work"}
            {"input":"@hello","id":null,"kind":null,"version":null,"url":null,"reason":"unknown"}

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("10/gf4gqc\n\n\nx", 4)]
    [InlineData("10/gf4gqc\r\n\r\n", 2)]
    [InlineData("a\rb\n", 1)]
    public void EachLineGivesOneAnswer(string input, int answers)
    {
        var (code, output, _) = Run.Sbi(input, "identify", "--json");
        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(answers, lines.Length);
        Assert.Equal(input.Split('\n').Take(answers).Select(line => line.TrimEnd('\r')), lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("input").GetString()));
    }

    [Fact]
    public void AReaderGetsSentences()
    {
        var (_, output, _) = Run.Sbi("", "identify", "10.1101/087619v3", "https://www.jstor.org/stable/131548", "\x1b[31m");
        Assert.Equal(
            """
            doi:10.1101/087619 (version 3)  https://doi.org/10.1101/087619
            needs-page (only its page says which work it is)  https://www.jstor.org/stable/131548
            unknown (nothing in it names a work)  ?[31m

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Theory]
    [InlineData("identify", "--jsn")]
    [InlineData("identfy")]
    [InlineData("duplicates")]
    [InlineData("duplicates", "no-such-file.tsv")]
    public void AWrongCallIsToldOnStandardError(params string[] args)
    {
        var (code, output, error) = Run.Sbi("", args);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("sbi: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AKeyboardIsNotWaitedFor()
    {
        var (code, output, error) = Run.Sbi(TextReader.Null, asks: true, "identify");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("LINK", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("identify", "--help")]
    [InlineData("duplicates", "-h")]
    public void HelpSaysWhatToDo(params string[] args)
    {
        var (code, output, error) = Run.Sbi("", args);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheProgramItselfReadsAndWritesUtf8()
    {
        var sbi = Path.Combine(AppContext.BaseDirectory, "sbi.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [sbi, "identify", "--json", "ａｒＸｉｖ：２０１０．０６４３９"]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("""{"input":"ａｒＸｉｖ：２０１０．０６４３９","id":"arxiv:2010.06439",""", output, StringComparison.Ordinal);
    }
}
