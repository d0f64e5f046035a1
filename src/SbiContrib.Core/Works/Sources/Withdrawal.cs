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

    // The subject is another work: this paper lives.
    private static readonly string[] Others = ["not withdrawn", "never withdrawn", "supersedes", "replaces", "previously withdrawn", "earlier withdrawn", "withdrawn paper arxiv", "withdrawn arxiv", "withdrawn version"];

    /// <summary>Whether the paper says that it was taken back.</summary>
    /// <param name="comment">The authors' comment, clean.</param>
    /// <param name="summary">The abstract, clean.</param>
    /// <param name="title">The title, clean.</param>
    /// <returns>Whether one of them says so.</returns>
    public static bool Says(string? comment, string? summary, string? title)
    {
        return InComment(comment) || InSummary(summary) || InTitle(title);
    }

    // A comment is about the paper: the word alone, at its beginning, is enough.
    private static bool InComment(string? comment)
    {
        var text = Lower(comment);
        return text.Length > 0 && !Others.Any(Within(text)) && (text.StartsWith("withdrawn", StringComparison.Ordinal) || text.StartsWith("(withdrawn", StringComparison.Ordinal) || Phrases.Any(Within(text)));
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
