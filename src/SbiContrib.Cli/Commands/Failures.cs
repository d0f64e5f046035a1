using System.Text;
using System.Text.Json;

namespace SbiContrib.Cli.Commands;

/// <summary>What a person did wrong is said on standard error, with the exit code of a usage error.</summary>
internal static class Failures
{
    public const int Usage = 2;

    public static int Told(Terminal terminal, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            terminal.Error.WriteLine($"sbi: {(e is DecoderFallbackException ? "the file is no UTF-8 text" : Terminal.Shown(e.Message))}");
            return Usage;
        }
    }
}
