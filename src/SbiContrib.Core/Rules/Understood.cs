using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Rules;

/// <summary>What a link names, by itself or by what its page said.</summary>
internal static class Understood
{
    /// <summary>What a link names.</summary>
    public static Identification Link(string link, Facts facts) => Identify.Link(link) is { Reason: UnknownReason.NeedsPage } unknown
        ? Page(link, facts)?.Id is { } id ? unknown with { Id = id, Url = Landing.Page(id), Reason = null } : unknown
        : Identify.Link(link);

    /// <summary>Whether the page behind a link must be read before anything can be said.</summary>
    public static bool NeedsReading(string link, Facts facts) => Identify.Link(link).Reason == UnknownReason.NeedsPage && Page(link, facts) is null;

    /// <summary>What the page behind a link said. What it once named stays: a page that goes away, or says something else, changes nothing about what was shown to people.</summary>
    public static PageAnswer? Page(string link, Facts facts) =>
        facts.Saved?.Items.FirstOrDefault(item => item.Link == link && item.Outcome != Outcome.NotFound)?.Id is { } known && Identify.Link(link).Reason == UnknownReason.NeedsPage
            ? PageAnswer.Found(known)
            : facts.Pages.GetValueOrDefault(link);
}
