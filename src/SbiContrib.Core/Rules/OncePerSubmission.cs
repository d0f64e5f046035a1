using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work stands once in a submission, under whichever link; in a further section where that was asked for.</summary>
internal static class OncePerSubmission
{
    public static Finding? Check(CheckedItem item) =>
        item.Earlier.FirstOrDefault(earlier => earlier.Outcome == Outcome.Good && earlier.Ids.Intersect(item.Ids).Any() && !IsElsewhere(item, earlier)) is { } first
            ? Finding.Error(nameof(OncePerSubmission), Outcome.Listed, $"{Markdown.Code(item.Typed.Link)}: this is the same work as {Markdown.Code(first.Typed.Link)} above.")
            : null;

    private static bool IsElsewhere(CheckedItem item, CheckedItem earlier) =>
        item.Typed.Also && item.Place is { } here && earlier.Place is { } there && here.ToString() != there.ToString();
}
