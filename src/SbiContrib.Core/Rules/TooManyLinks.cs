using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>What one submission can't hold is named, so that it can be sent again.</summary>
internal static class TooManyLinks
{
    /// <summary>How many of the links are named.</summary>
    private const int Named = 20;

    /// <summary>One item for all links behind the last one that is looked at; null where there are none.</summary>
    public static CheckedItem? Check(Submission submission)
    {
        var left = submission.Items.Skip(Submission.MostItems).ToImmutableArray();
        return left.IsEmpty ? null : new CheckedItem
        {
            Typed = left[0],
            Link = Identify.Link(left[0].Link),
            Findings = [Finding.Error(nameof(TooManyLinks), Outcome.TooMany, Words(left))],
        };
    }

    private static string Words(ImmutableArray<SubmittedItem> left)
    {
        var names = string.Join(", ", left.Take(Named).Select(item => Markdown.Code(item.Link)));
        var more = left.Length > Named ? $" and {left.Length - Named} more" : "";
        return $"I take {Submission.MostItems} links at a time. Please send the others in another issue: {names}{more}.";
    }
}
