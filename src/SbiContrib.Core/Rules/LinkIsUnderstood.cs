using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>The link must name a work.</summary>
internal static class LinkIsUnderstood
{
    public static Finding? Check(CheckedItem item) => item.Link.Reason is { } reason
        ? Finding.Error(nameof(LinkIsUnderstood), Outcome.NotUnderstood, $"{Markdown.Code(item.Typed.Link)}: {Why(reason)}")
        : null;

    private static string Why(UnknownReason reason) => reason switch
    {
        UnknownReason.NotAWork => "this is a search, a list, a home page or an organisation, not one work. Please give the link of the work itself.",
        UnknownReason.NeedsPage => "the address alone doesn't tell which work this is. Please give its DOI or its arXiv link; a publisher's page shows the DOI near the title.",
        _ => "I can't read this as a link to a work. Please give an arXiv link (`https://arxiv.org/abs/2010.06439`) or a DOI (`https://doi.org/10.1073/pnas.1912789117`).",
    };
}
