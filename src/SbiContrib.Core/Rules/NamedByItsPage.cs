using SbiContrib.Core.Words;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Rules;

/// <summary>What only a page said is shown as such: a preprint's page may name what was published of it.</summary>
internal static class NamedByItsPage
{
    public static Finding? Check(CheckedItem item) => item is { Page.Result: PageResult.Found, Link.Id: { } id }
        ? Finding.Warning(nameof(NamedByItsPage), $"The address {Markdown.Code(item.Typed.Link)} doesn't tell which work it is; its page names {Markdown.Code(id.ToString())}.")
        : null;
}
