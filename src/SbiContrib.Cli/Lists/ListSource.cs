using System.Text;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Lists;

/// <summary>A list's file on disk: its bytes as text and back, unchanged.</summary>
internal static class ListSource
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file whole; a byte order mark is part of its text.</summary>
    /// <exception cref="DecoderFallbackException">The file isn't UTF-8.</exception>
    public static ListFile Read(string path) => new(path.Replace('\\', '/'), Utf8.GetString(File.ReadAllBytes(path)));

    /// <summary>Writes a text as the bytes it came from.</summary>
    public static void Write(Stream to, string text) => to.Write(Utf8.GetBytes(text));
}
