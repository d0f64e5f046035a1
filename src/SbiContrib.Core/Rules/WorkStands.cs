using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work that was taken back is not added.</summary>
internal static class WorkStands
{
    public static Finding? Check(CheckedItem item) => item.Work is { Withdrawn: true } or { Retracted: true }
        ? Finding.Error(nameof(WorkStands), Outcome.Withdrawn,
            $"{Markdown.Code(item.Typed.Link)}: {Markdown.Plain(item.Work.Title ?? "")} was {(item.Work.Retracted ? "retracted" : "withdrawn")}, so I don't add it.")
        : null;
}
