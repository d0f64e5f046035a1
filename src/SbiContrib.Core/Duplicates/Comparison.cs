using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Duplicates;

/// <summary>Whether two works are one, and why.</summary>
/// <remarks>
/// Thresholds are those that the labelled pairs bear: from a likeness of 95 on no pair of different works was found that
/// the marks (part, number, kind) don't tell apart; between 85 and 95 stand theses, second editions and sister papers of
/// one group, which a person must see.
/// </remarks>
internal static class Comparison
{
    private const double SureLikeness = 95;
    private const double FairLikeness = 85;
    private const double SomeLikeness = 70;

    /// <summary>The finding about <paramref name="listed"/>, asked for <paramref name="asked"/>; null where they are two works.</summary>
    public static DuplicateFinding? Of(Profile asked, Profile listed)
    {
        if (SharedId(asked, listed) is { } shared)
            return Same(asked, listed, shared);
        if (asked.Title.Words.Length == 0 || listed.Title.Words.Length == 0 || AreDifferentThings(asked, listed))
            return null;
        var overlap = asked.Names.Overlap(listed.Names);
        var sorted = Likeness.Ratio(asked.Title.Sorted, listed.Title.Sorted);
        return Certain(asked, listed, sorted, overlap) ?? Likely(asked, listed, sorted, overlap);
    }

    private static DuplicateFinding Same(Profile asked, Profile listed, Identifier id) => id.Scheme != "url"
        ? Finding(asked, listed, DuplicateVerdict.Certain, $"both are {id}")
        // One page may show several works: a volume, a session, a person's list.
        : TitlesMeet(asked.Title, listed.Title) ? Finding(asked, listed, DuplicateVerdict.Certain, "both have the same link and title")
        : Finding(asked, listed, DuplicateVerdict.Likely, "both have the same link, but their titles differ");

    private static Identifier? SharedId(Profile asked, Profile listed)
    {
        foreach (var id in asked.Ids)
        {
            if (Array.IndexOf(listed.Ids, id) >= 0)
                return id;
        }
        return null;
    }

    private static DuplicateFinding? Certain(Profile asked, Profile listed, double sorted, double? overlap)
    {
        var (a, b) = (asked.Title, listed.Title);
        var words = Math.Min(a.Words.Length, b.Words.Length);
        if (words < 2 || (words < 4 && !(overlap == 1 && Math.Min(asked.Names.Count, listed.Names.Count) > 1)) || HaveOtherNumbers(a, b) || HaveRivalIds(asked, listed)
            || asked.IsDeposit != listed.IsDeposit || asked.IsDegree != listed.IsDegree || asked.Names.AreNamesakes(listed.Names))
            return null;
        if (a.Key == b.Key && (overlap ?? 1) >= 0.5)
            return Finding(asked, listed, DuplicateVerdict.Certain, overlap is null ? "the titles are equal" : $"the titles are equal and {Share(overlap)} of the authors are the same");
        if (overlap >= 0.8 && YearsWithin(asked, listed, 3) && DropsItsName(a, b))
            return Finding(asked, listed, DuplicateVerdict.Certain, $"the titles are equal but for the name before one of them, and {Share(overlap)} of the authors are the same");
        return words >= 4 && sorted >= SureLikeness && overlap >= 0.5 && YearsWithin(asked, listed, 3) && !TellsThemApart(a, b)
            ? Finding(asked, listed, DuplicateVerdict.Certain, $"the titles are {sorted:0} % alike and {Share(overlap)} of the authors are the same")
            : null;
    }

    private static DuplicateFinding? Likely(Profile asked, Profile listed, double sorted, double? overlap)
    {
        var (a, b) = (asked.Title, listed.Title);
        if (a.Key == b.Key)
            return Finding(asked, listed, DuplicateVerdict.Likely, overlap is 0 ? "the titles are equal, but the authors differ" : "the titles are equal");
        if (StartsTheOther(a, b) && overlap is not 0)
            return Finding(asked, listed, DuplicateVerdict.Likely, "one title is the beginning of the other");
        if (sorted >= FairLikeness && (overlap ?? 1) > 0)
            return Finding(asked, listed, DuplicateVerdict.Likely, $"the titles are {sorted:0} % alike");
        if (overlap < 0.5 || overlap is null || !YearsWithin(asked, listed, 5))
            return null;
        return sorted >= SomeLikeness || Likeness.OfWords(a, b) >= SureLikeness
            ? Finding(asked, listed, DuplicateVerdict.Likely, $"the titles are {sorted:0} % alike and {Share(overlap)} of the authors are the same")
            : null;
    }

    /// <summary>A part, an erratum, a comment, code or data of the same title is another work.</summary>
    private static bool AreDifferentThings(Profile asked, Profile listed) =>
        asked.Title.Kind != listed.Title.Kind || AreOtherParts(asked.Title, listed.Title)
        || asked.IsSoftware != listed.IsSoftware || asked.IsThesis != listed.IsThesis;

    /// <summary>Two parts, or a later part and a title without any: the first part often doesn't say so.</summary>
    private static bool AreOtherParts(Title a, Title b)
    {
        var parts = (a.Part, b.Part) switch
        {
            ( > 0, > 0) => a.Part != b.Part,
            ( > 1, 0) => Array.IndexOf(b.Numbers, a.Part.ToString()) < 0,
            (0, > 1) => Array.IndexOf(a.Numbers, b.Part.ToString()) < 0,
            _ => false,
        };
        return parts || (a.Counters.Length > 0 && b.Counters.Length > 0 && a.Part == b.Part && !a.Counters.Intersect(b.Counters).Any());
    }

    /// <summary>The same words in another order, or one word more or less that turns the sense: such titles are nearly alike and name two works as often as one.</summary>
    private static bool TellsThemApart(Title a, Title b)
    {
        string[] other = [.. a.Words.Except(b.Words), .. b.Words.Except(a.Words)];
        return (other.Length == 0 && a.Text != b.Text) || other.Any(TitleMarks.TurnsTheSense) || other.Any(word => other.Contains("un" + word) || other.Contains("non" + word));
    }

    private static bool HaveOtherNumbers(Title a, Title b) => !a.Numbers.AsSpan().SequenceEqual(b.Numbers);

    /// <summary>Two names of one scheme are two works to that scheme: it gives each of its works one.</summary>
    private static bool HaveRivalIds(Profile asked, Profile listed) =>
        asked.Ids.Any(one => one.Scheme is "arxiv" or "pmid" && listed.Ids.Any(other => other.Scheme == one.Scheme));

    private static bool TitlesMeet(Title a, Title b) =>
        a.Words.Length == 0 || b.Words.Length == 0 || Likeness.Ratio(a.Sorted, b.Sorted) >= SomeLikeness || StartsTheOther(a, b);

    private static bool StartsTheOther(Title a, Title b)
    {
        var (brief, full) = a.Text.Length <= b.Text.Length ? (a, b) : (b, a);
        return brief.Words.Length >= 4 && (brief.IsCut || brief.Words.Length >= 6) && full.Text.StartsWith(brief.Text, StringComparison.Ordinal);
    }

    /// <summary>A journal drops the name that the preprint's title began with: <c>Peregrine: Sequential …</c>.</summary>
    private static bool DropsItsName(Title a, Title b)
    {
        var (brief, full) = a.Words.Length <= b.Words.Length ? (a, b) : (b, a);
        return brief.Words.Length >= 6 && full.Words.Length - brief.Words.Length == 1 && full.HasName && full.Text.EndsWith(" " + brief.Text, StringComparison.Ordinal);
    }

    private static bool YearsWithin(Profile asked, Profile listed, int years) =>
        asked.Candidate.Year is not { } one || listed.Candidate.Year is not { } other || Math.Abs(one - other) <= years;

    private static string Share(double? overlap) => overlap >= 1 ? "all" : $"{overlap * 100:0} %";

    private static DuplicateFinding Finding(Profile asked, Profile listed, DuplicateVerdict verdict, string reason)
    {
        // Of a likely pair nobody knows yet that it is one work.
        var update = verdict is DuplicateVerdict.Likely ? WorkUpdate.None
            : asked.IsPublished && listed.IsPreprint ? WorkUpdate.PublishesFound
            : asked.IsPreprint && listed.IsPublished ? WorkUpdate.PreprintOfFound : WorkUpdate.None;
        var more = update switch
        {
            WorkUpdate.PublishesFound => "; the listed one is its preprint",
            WorkUpdate.PreprintOfFound => "; it is the preprint of the listed one",
            _ => "",
        };
        return new(listed.Candidate.Key, verdict, reason + more, update);
    }
}
