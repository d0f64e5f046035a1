using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work that another open contribution proposes waits for that one's end.</summary>
internal static class NotProposedYet
{
    public static Finding? Check(CheckedItem item, Facts facts)
    {
        var claim = facts.Claims.FirstOrDefault(claim => claim.By != facts.Key && item.Ids.Contains(claim.Id));
        return claim is null ? null : Finding.Error(nameof(NotProposedYet), Outcome.Claimed,
            $"{Markdown.Code(item.Typed.Link)}: this work is being proposed already, see {claim.Url}. If that one isn't merged, I take yours up again by myself.") with
        { WaitsFor = claim.By };
    }
}
