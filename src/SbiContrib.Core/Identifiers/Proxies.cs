namespace SbiContrib.Core.Identifiers;

/// <summary>Hosts as libraries' proxies and Google's translator rewrite them.</summary>
internal static class Proxies
{
    private const string Oclc = ".idm.oclc.org";
    private const string Translator = ".translate.goog";

    private static readonly string[] Marks = [".ezproxy", Oclc, ".proxy.", ".eproxy", ".libproxy", "-proxy."];

    /// <summary>The host that a reader means: as it was before a proxy rewrote it, without <c>www.</c></summary>
    public static string Behind(string host)
    {
        host = Restored(host);
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    private static string Restored(string host)
    {
        if (host.EndsWith(Translator, StringComparison.Ordinal))
            return Dotted(host[..^Translator.Length]);
        foreach (var mark in Marks)
        {
            if (host.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at && host.AsSpan(0, at).IndexOfAny('.', '-') > 0)
                return Dotted(mark == Oclc && host.LastIndexOf('.', at - 1) is > 0 and var library ? host[..library] : host[..at]);
        }
        // Innovative's proxy: 0-www-nature-com.library.example.edu.
        return host.StartsWith("0-", StringComparison.Ordinal) && host.IndexOf('.', StringComparison.Ordinal) is > 2 and var end && Dotted(host[2..end]) is var inner && Hosts.Knows(inner) ? inner : host;
    }

    /// <summary>One label in which a dash stands for each dot, two for a dash; a host with dots is one already.</summary>
    private static string Dotted(string host) =>
        host.Contains('.', StringComparison.Ordinal) ? host : host.Replace("--", "\0", StringComparison.Ordinal).Replace('-', '.').Replace('\0', '-');
}
