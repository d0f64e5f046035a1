namespace SbiContrib.Core.Works.Sources;

/// <summary>arXiv marks a withdrawn paper in no field: its comment or its abstract says so, in the words of whoever wrote it.</summary>
internal static class Withdrawal
{
    private static readonly string[] Phrases =
    [
        "been withdrawn", "is withdrawn", "was withdrawn", "are withdrawn", "being withdrawn", "be withdrawn by", "withdrawn by", "withdrawn due", "withdrawn because", "withdrawn from arxiv", "withdrawn from publication",
        "withdrawn for", "withdrawn since", "withdrawn until", "withdrawn as", "paper withdrawn", "article withdrawn", "submission withdrawn", "manuscript withdrawn", "preprint withdrawn", "withdrawn paper", "withdrawn manuscript",
        "withdraw this paper", "withdraw this article", "withdraw this submission", "withdraw this manuscript", "withdraw the paper", "withdraw the manuscript", "withdraw the article", "i withdraw", "we withdraw", "been retracted", "is retracted", "paper retracted",
    ];

    private static readonly string[] Subjects =
    [
        "this", "the paper", "the article", "the manuscript", "the submission", "the author", "the preprint", "paper", "article", "manuscript", "submission", "withdrawn", "we withdraw", "i withdraw", "we have withdrawn", "our paper", "due to", "because of",
    ];

    private static readonly string[] Papers = ["paper", "article", "manuscript", "submission", "preprint", "author", "work", "arxiv", "letter", "note", "version", "we withdraw", "i withdraw"];

    // A part of the paper was taken back, in an older version or in this one.
    private static readonly string[] Parts = ["theorem", "section", "lemma", "proposition", "corollary", "claim", "result", "appendix", "figure", "proof", "conjecture", "v1", "v2"];

    private static readonly string[] Here = ["arxiv", "the arxiv", "publication", "this archive", "the archive", "circulation"];

    // The subject is another work: this paper lives.
    private static readonly string[] Others = ["not withdrawn", "never withdrawn", "supersedes", "replaces", "previously withdrawn", "earlier withdrawn", "withdrawn paper arxiv", "withdrawn arxiv", "withdrawn version", " whose "];

    /// <summary>Whether the paper says that it was taken back.</summary>
    /// <param name="comment">The authors' comment, clean.</param>
    /// <param name="summary">The abstract, clean.</param>
    /// <param name="title">The title, clean.</param>
    /// <returns>Whether one of them says so.</returns>
    public static bool Says(string? comment, string? summary, string? title)
    {
        return InComment(comment) || InSummary(summary) || InTitle(title);
    }

    // A comment is about the paper: the word alone, at the beginning of a sentence, is enough.
    private static bool InComment(string? comment)
    {
        var text = Lower(comment);
        return text.Length > 0 && !Others.Any(Within(text)) && text.Split(". ").SelectMany(sentence => sentence.Split(';')).Any(InSentence);
    }

    private static bool InSentence(string sentence)
    {
        var text = sentence.TrimStart(' ', '(', '[', '*');
        var at = text.IndexOf("withdrawn", StringComparison.Ordinal);
        if (at > 0 && Parts.Any(Within(text[..at])) && !Papers.Any(Within(text[..at])))
            return false;
        return (at == 0 || Phrases.Any(Within(text))) && !FromElsewhere(text);
    }

    // What was taken back from a conference or a journal is still here.
    private static bool FromElsewhere(string text)
    {
        var at = text.IndexOf("withdrawn from ", StringComparison.Ordinal);
        return at >= 0 && !Here.Any(place => text.AsSpan(at + "withdrawn from ".Length).StartsWith(place, StringComparison.Ordinal));
    }

    // An abstract may tell of withdrawn drugs: its first sentence has to speak of the paper.
    private static bool InSummary(string? summary)
    {
        var text = Lower(summary);
        var first = text[..Math.Min(text.Length, 160)].TrimStart('(', '[', '*', ' ');
        return Subjects.Any(subject => first.StartsWith(subject, StringComparison.Ordinal)) && !Others.Any(Within(first)) && Phrases.Any(Within(first)) && OfThePaper(first);
    }

    private static bool OfThePaper(string first) =>
        first.StartsWith("withdrawn", StringComparison.Ordinal) || Papers.Any(Within(first));

    private static bool InTitle(string? title)
    {
        var text = Lower(title);
        return text.StartsWith("withdrawn:", StringComparison.Ordinal) || text.Contains("(withdrawn)", StringComparison.Ordinal) || text.Contains("[withdrawn]", StringComparison.Ordinal);
    }

    private static Func<string, bool> Within(string text) => phrase => text.Contains(phrase, StringComparison.Ordinal);

    private static string Lower(string? text) => (text ?? "").ToLowerInvariant();
}
