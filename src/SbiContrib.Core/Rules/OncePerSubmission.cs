using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work stands once in a submission, under whichever link.</summary>
internal static class OncePerSubmission
{
    public static Finding? Check(CheckedItem item) =>
        item.Earlier.FirstOrDefault(earlier => earlier.Outcome == Outcome.Good && earlier.Ids.Intersect(item.Ids).Any()) is { } first
            ? Finding.Error(nameof(OncePerSubmission), Outcome.Listed, $"{Markdown.Code(item.Typed.Link)}: this is the same work as {Markdown.Code(first.Typed.Link)} above.")
            : null;
}
