using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work that another open contribution proposes waits for that one's end; one that looks like it is shown to the maintainer beside it.</summary>
/// <remarks>Authors aren't compared: where the same title is another work's, the wait ends with the other contribution, and the list, which knows authors, decides.</remarks>
internal static class NotProposedYet
{
    /// <summary>How many likenesses are told: a maintainer with ten minutes reads no more.</summary>
    private const int MostLikely = 3;

    public static IEnumerable<Finding> Check(CheckedItem item, Facts facts, OpenItems open)
    {
        if (facts.Claims.FirstOrDefault(claim => claim.By != facts.Key && item.Ids.Contains(claim.Id)) is { } claim)
            return [Claimed(item, "this work is being proposed already", claim.By, claim.Url)];
        var found = item.Work?.Title is null ? [] : open.Find(item.ToCandidate()).ToArray();
        // Who came first keeps its place: else two contributions would wait for each other.
        var isFirst = item.Link.Id is { } id && facts.Saved?.Claims.Contains(id) == true;
        return !isFirst && found is [({ } same, { Verdict: DuplicateVerdict.Certain } why), ..]
            ? [Claimed(item, $"this work is being proposed already under {Markdown.Code(same.Id.ToString())} ({Markdown.Plain(why.Reason)})", same.By, same.Url)]
            : found.Take(MostLikely).Select(like => Finding.Warning(nameof(NotProposedYet), $"“{Markdown.Plain(like.Item.Title)}”, which {like.Item.Url} proposes: {Markdown.Plain(like.Finding.Reason)}"));
    }

    private static Finding Claimed(CheckedItem item, string what, ContributionKey by, string url) => Finding.Error(nameof(NotProposedYet), Outcome.Claimed,
        $"{Markdown.Code(item.Typed.Link)}: {what}, see {url}. If that one isn't merged, I take yours up again by myself.") with
    { WaitsFor = by };
}
