using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What the texts of links say.</summary>
internal static class LinkTexts
{
    /// <summary>Whether a link between two offsets is titled, and doesn't only say what of its work it leads to (<c>[pdf](…)</c>).</summary>
    public static bool LeadToWorks(string text, int start, int end, References references)
    {
        var titled = false;
        foreach (var (open, close) in Brackets.Match(text, start, end))
        {
            if (close + 1 < end && text[close + 1] == '(')
                titled |= !Roles.IsRole(PlainText.Of(text[(open + 1)..close])) && !(open > start && text[open - 1] == '!') && !text.AsSpan(open + 1).StartsWith("![");
        }
        titled |= references.All.Count > 0 && InlineScanner.Scan(text, start, end, references).Any(i => i is { Kind: InlineKind.Link, Target: not null } && !Badges.Is(text[i.InnerStart..i.InnerEnd]) && !Roles.IsRole(PlainText.Of(text[i.InnerStart..i.InnerEnd])));
        return titled || HasBareAddress(text.AsSpan(start, end - start));
    }

    /// <summary>Whether a role is said of any page of a work.</summary>
    public static bool NamesAnyWork(string role) => role is "paper" or "pdf" or "link" or "url" or "article" or "publication" or "preprint" or "abs" or "abstract";

    /// <summary>Whether a link leads to the work itself, not to what belongs to it.</summary>
    public static bool IsOfWork(EntryLink link) => link.Role is not ("code" or "data" or "docs" or "dataset" or "datasets" or "project" or "page" or "website" or "video") && Roles.Of(link.Url) is not ("code" or "docs");

    /// <summary>A work's link as a list calls it that says of any work's link the same; arXiv alone has a pdf at an address that is known.</summary>
    public static EntryLink As(EntryLink link, string? role) => role switch
    {
        null => link,
        "pdf" => Identify.Link(link.Url).Id is { Scheme: "arxiv" } id ? new(role, "https://arxiv.org/pdf/" + id.Value) : link,
        _ => link with { Role = role },
    };

    private static bool HasBareAddress(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf("http", StringComparison.Ordinal); at >= 0;)
        {
            if (at == 0 || text[at - 1] is not '(')
                return true;
            var next = text[(at + 4)..].IndexOf("http", StringComparison.Ordinal);
            at = next < 0 ? -1 : at + 4 + next;
        }
        return false;
    }
}
