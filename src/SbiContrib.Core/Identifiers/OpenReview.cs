namespace SbiContrib.Core.Identifiers;

/// <summary>OpenReview: a submission is its forum; groups and profiles hold many.</summary>
internal static class OpenReview
{
    public static Verdict? Site(Address at) => at[0].ToLowerInvariant() switch
    {
        "forum" or "pdf" or "attachment" or "revisions" or "note" or "notes" => Read(at.Value("forum", "id")) ?? Verdict.NeedsPage,
        "references" => Verdict.NeedsPage, // A revision's number, not the forum's.
        _ => Verdict.NotAWork,
    };

    public static Verdict? Read(string id)
    {
        if (id.Length is < 8 or > 13)
            return null;
        foreach (var character in id)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
                return null;
        }
        return Verdict.Is("openreview", id);
    }
}
