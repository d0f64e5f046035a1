using System.Diagnostics.CodeAnalysis;

namespace SbiContrib.Core.Identifiers;

/// <summary>An address in parts, percent-decoded: what the rules look at.</summary>
internal sealed class Address
{
    private static readonly string[] Schemes = ["git+https", "git+ssh", "https", "http", "hxxps", "hxxp", "ttps", "ttp", "ftp", "git", "ssh"];
    private Address(string host, string path, string query, string fragment)
    {
        Host = host;
        Path = Decoded(path).Trim('/', ':');
        Segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Fragment = Decoded(fragment);
        Parameters = Array.ConvertAll(query.Split('&', StringSplitOptions.RemoveEmptyEntries), Parameter);
    }

    /// <summary>The host in lower case, without <c>www.</c> and port.</summary>
    public string Host { get; }

    /// <summary>The path without slashes at its ends.</summary>
    public string Path { get; }

    /// <summary>The path's parts, none empty.</summary>
    public string[] Segments { get; }

    /// <summary>What stands behind <c>#</c>.</summary>
    public string Fragment { get; }

    /// <summary>The query's names, in lower case, and values.</summary>
    public (string Name, string Value)[] Parameters { get; }

    /// <summary>A part of the path, or nothing where it is shorter.</summary>
    public string this[int at] => at < Segments.Length ? Segments[at] : "";

    /// <summary>The value of the first of these names that the query has; empty where it has none.</summary>
    public string Value(params ReadOnlySpan<string> names)
    {
        foreach (var (name, value) in Parameters)
        {
            if (names.Contains(name))
                return value;
        }
        return "";
    }

    /// <summary>Reads an address, with or without its scheme.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Address? address)
    {
        address = null;
        if (!text.Contains("://", StringComparison.Ordinal) && text.Contains("%3A", StringComparison.OrdinalIgnoreCase) && !text.Contains('/', StringComparison.Ordinal))
            text = Decoded(text);
        var rest = AfterScheme(text, out var hasScheme);
        var host = HostOf(rest);
        if (host.Length == 0 || (!hasScheme && ((host.Length == rest.Length && !IsPlainHost(host)) || IsNumeric(host) || IsMail(rest))))
            return false;
        rest = rest[HostLength(rest)..];
        var hash = Hash(rest);
        var fragment = hash < 0 ? "" : rest[(hash + 1)..].ToString();
        rest = hash < 0 ? rest : rest[..hash];
        var mark = rest.IndexOf('?');
        host = Proxies.Behind(host);
        var path = (mark < 0 ? rest : rest[..mark]).ToString();
        // Elsewhere any letter may belong to the path.
        address = new(host, Hosts.Knows(host) ? Wrapping.Unqueried(path) : path, mark < 0 ? "" : rest[(mark + 1)..].ToString(), fragment);
        return true;
    }

    /// <summary>The host with which a text begins, a scheme passed over; empty where it is none.</summary>
    public static string HostOf(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetterOrDigit(text[0]) || text[0] > '\x7F'))
            return "";
        var host = text[..HostLength(text)];
        if (host.LastIndexOf('@') is >= 0 and var at)
            host = host[(at + 1)..];
        if (host.IndexOf(':') is >= 0 and var port)
            host = host[..port];
        host = host.TrimEnd('.');
        var last = host[(host.LastIndexOf('.') + 1)..];
        if (IsNumeric(host))
            return host.ToString();
        var isHost = last.Length >= 2 && last.Length < host.Length - 1 && !last.ContainsAnyInRange('0', '9') && host[0] != '.';
        foreach (var character in host)
            isHost &= char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' || character > '\x7F';
        return isHost ? host.ToString().ToLowerInvariant() : "";
    }

    private static int HostLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny("/?#\\");
        end = end < 0 ? text.Length : end;
        // The address of a Git remote parts host and path by a colon, which no port follows.
        var colon = text[..end].LastIndexOf(':');
        return colon > 0 && text[(colon + 1)..end].ContainsAnyExceptInRange('0', '9') && !text[colon..end].Contains('@') ? colon : end;
    }

    /// <summary>Where the fragment begins: a SICI may end with the sign, <c>3.0.CO;2-#</c>.</summary>
    private static int Hash(ReadOnlySpan<char> text)
    {
        var hash = text.IndexOf('#');
        return hash > 0 && hash == text.Length - 1 && text[..hash].EndsWith("CO;2-", StringComparison.OrdinalIgnoreCase) ? -1 : hash;
    }

    private static bool IsMail(ReadOnlySpan<char> text) => text[..HostLength(text)].IndexOf('@') > 0 && !text.StartsWith("git@");

    private static bool IsNumeric(ReadOnlySpan<char> host) => host.Count('.') == 3 && !host.ContainsAnyExceptInRange('.', '9');

    private static ReadOnlySpan<char> AfterScheme(ReadOnlySpan<char> text, out bool has)
    {
        has = false;
        while (SchemeLength(text) is > 0 and var length)
        {
            has = true;
            text = text[length..];
        }
        return text;
    }

    /// <summary>The length of <c>https://</c> and its misspellings; 0 where there is none.</summary>
    private static int SchemeLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("//"))
            return 2;
        foreach (var scheme in Schemes)
        {
            if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = text[scheme.Length..].TrimStart(':');
            if (rest.Length > 0 && rest[0] == '/')
                return text.Length - rest.TrimStart('/').Length;
            // Both slashes lost: https:arxiv.org/abs/…
            if (scheme is "http" or "https" && rest.Length < text.Length - scheme.Length && Hosts.Knows(HostOf(rest)))
                return text.Length - rest.Length;
        }
        return 0;
    }

    /// <summary>A host that stands alone, no file name: <c>bayesflow.org</c>.</summary>
    private static bool IsPlainHost(string host) =>
        host.StartsWith("www.", StringComparison.Ordinal) || Hosts.Knows(host)
        || host[(host.LastIndexOf('.') + 1)..] is "org" or "com" or "net" or "edu" or "gov" or "io" or "ai" or "dev" or "eu" or "de" or "fr" or "ch" or "uk";

    private static (string Name, string Value) Parameter(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (Decoded(text).ToLowerInvariant(), "")
            : (Decoded(text[..equals]).ToLowerInvariant(), Decoded(text[(equals + 1)..]).Trim());
    }

    /// <summary>Percent-decoded twice, as addresses that travelled through another address need it.</summary>
    private static string Decoded(string text)
    {
        for (var i = 0; i < 2 && text.Contains('%', StringComparison.Ordinal); i++)
            text = PastedText.Clean(Uri.UnescapeDataString(text));
        return text;
    }
}
