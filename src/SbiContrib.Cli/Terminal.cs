using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SbiContrib.Cli;

/// <summary>Where a command reads and writes: the process's own streams, or a test's.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: answers only.</param>
/// <param name="Error">Standard error: what went wrong.</param>
/// <param name="Colour">Whether a person at a terminal reads the answers, who didn't ask for none by <c>NO_COLOR</c>.</param>
/// <param name="Asks">Whether standard input is a person's keyboard.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool Colour, bool Asks)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    [SuppressMessage("Reliability", "CA2000", Justification = "The process's own streams live as long as the process.")]
    public static Terminal OfThisProcess() => new(
        new StreamReader(Console.OpenStandardInput(), Utf8),
        new StreamWriter(Console.OpenStandardOutput(), Utf8, 1 << 15) { NewLine = "\n" },
        new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true, NewLine = "\n" },
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
        !Console.IsInputRedirected);

    /// <summary>Text of others, without the characters that would command a terminal.</summary>
    public static string Shown(string text) => new([.. text.Select(letter => char.IsControl(letter) ? '?' : letter)]);

    /// <summary>Says on standard error that a command was called wrongly.</summary>
    /// <returns>The exit code for it.</returns>
    public int Misused(params IEnumerable<string> messages)
    {
        foreach (var message in messages)
            Error.WriteLine($"sbi: {message}");
        Error.WriteLine("Try 'sbi --help'.");
        return 2;
    }

    /// <summary>Standard input line by line; only a line feed ends a line, and a carriage return before it isn't part of it.</summary>
    public IEnumerable<string> Lines() => LinesOf(In);

    /// <inheritdoc cref="Lines"/>
    public static IEnumerable<string> LinesOf(TextReader reader)
    {
        var line = new StringBuilder();
        var buffer = new char[1 << 14];
        while (reader.Read(buffer) is > 0 and var count)
        {
            var start = 0;
            for (var end = buffer.AsSpan(0, count).IndexOf('\n'); end >= 0; end = Next(buffer, start, count))
            {
                line.Append(buffer, start, end - start);
                yield return Ended(line);
                start = end + 1;
            }
            line.Append(buffer, start, count - start);
        }
        if (line.Length > 0)
            yield return Ended(line);
    }

    private static int Next(char[] buffer, int start, int count) =>
        Array.IndexOf(buffer, '\n', start, count - start);

    private static string Ended(StringBuilder line)
    {
        var length = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
        var text = line.ToString(0, length);
        line.Clear();
        return text;
    }
}
