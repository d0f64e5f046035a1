using System.Collections.Immutable;

namespace SbiContrib.Core.Identifiers;

/// <summary>From any link or bare text to a canonical identifier, without asking anyone.</summary>
public static class Identify
{
    /// <summary>The longest text that is looked at: no address in use is longer, and whatever is sent stays cheap.</summary>
    public const int LongestLink = 8_192;

    /// <summary>Says what a link names. A wrong identifier is worse than none: what isn't certain is not told.</summary>
    /// <param name="text">
    /// A link, a DOI, an arXiv number, … as a person pasted it; a sentence around it does no harm
    /// as long as it holds one work only.
    /// </param>
    /// <returns>The identifier, or the reason why there is none. Text longer than <see cref="LongestLink"/> is unknown.</returns>
    public static Identification Link(string text)
    {
        if (text.Length > LongestLink)
            return Answer(text, Verdict.Unknown);
        var clean = Tokens.Parted(PastedText.Clean(text));
        return Answer(text, Tokens.AreMany(clean) ? Spaced(clean) : Reading.Whole(clean));
    }

    /// <summary>Finds the works that a text names, in the order of the text, each once.</summary>
    /// <param name="prose">Any text: a paragraph, Markdown, a comment. Its tokens are read apart, so its length doesn't matter.</param>
    /// <returns>
    /// What each of its links names (also links without an identifier, with the reason), DOIs, arXiv numbers and labelled
    /// identifiers; plain words are passed over. <see cref="Identification.Input"/> is the token.
    /// </returns>
    public static ImmutableArray<Identification> InText(string prose)
    {
        var found = ImmutableArray.CreateBuilder<Identification>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in Tokens.Of(PastedText.Clean(prose)))
        {
            if (Reading.Token(token) is { } verdict && seen.Add(verdict.Id?.ToString() ?? token))
                found.Add(Answer(token, verdict));
        }
        return found.ToImmutable();
    }

    /// <summary>A link with white space inside, or a sentence that holds one.</summary>
    private static Verdict Spaced(string text)
    {
        if (Tokens.Joined(text, out var inDoubt) is { } joined)
        {
            // A DOI doesn't show that it goes on behind a full stop and a blank; every other identifier does.
            var whole = Reading.Whole(joined);
            return inDoubt && whole.Id is not { Scheme: not "doi" } ? Verdict.Unknown : whole;
        }
        var found = new List<Verdict>();
        foreach (var token in Tokens.Of(text))
        {
            if (Reading.Token(token) is { } next && !found.Exists(one => one.Id == next.Id))
                found.Add(next);
        }
        var named = found.FindAll(one => one.Id is not null);
        return named.Count > 0 ? OneOf(named) : found.Count > 0 ? found[0] : Verdict.Unknown;
    }

    /// <summary>The one that the identifiers of a text mean; where they may be two works, the text doesn't say which.</summary>
    private static Verdict OneOf(List<Verdict> named)
    {
        // PubMed's citations end with a work's DOI and both its numbers there.
        var ranks = named.ConvertAll(one => one.Id!.Value.Scheme switch { "doi" => 1, "pmid" => 2, "pmcid" => 3, _ => 0 });
        var isReference = !ranks.Contains(0) && ranks.Distinct().Count() == ranks.Count;
        return named.Count == 1 ? named[0] : isReference ? named[ranks.IndexOf(ranks.Min())] : Verdict.Unknown;
    }

    private static Identification Answer(string input, Verdict verdict) =>
        verdict.Id is { } id
            ? new(input, id, verdict.Version, verdict.Page ?? Landing.Page(id), null)
            : new(input, null, null, null, verdict.Reason);
}
