using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Words;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Rules;

/// <summary>The link must name a work, by itself or by its page.</summary>
internal static class LinkIsUnderstood
{
    /// <summary>How many times in a row a page that doesn't answer is asked: some four hours. A source comes back; a page may be gone for good.</summary>
    private const int MostTries = 8;

    private const string GiveIts = "Please give its DOI or its arXiv link; a publisher's page shows the DOI near the title.";

    public static Finding? Check(CheckedItem item, Facts facts) => item switch
    {
        { Link.Reason: null } => null,
        { Page.Result: PageResult.Unavailable } when !(facts.Saved?.Tries >= MostTries) => Error(item, Outcome.Waiting,
            "the address alone doesn't tell which work this is, and its page doesn't answer at the moment. I try again by myself; you can also give its DOI or its arXiv link instead."),
        { Page.Result: PageResult.Unavailable } => Error(item, Outcome.NotUnderstood, $"the address alone doesn't tell which work this is, and its page didn't answer for hours. {GiveIts}"),
        { Page.Refusal: { } why } => Error(item, Outcome.NotUnderstood, $"the address alone doesn't tell which work this is, and I can't read its page: {Why(why)}. {GiveIts}"),
        { Link.Reason: { } reason } => Error(item, Outcome.NotUnderstood, Why(reason)),
    };

    private static Finding Error(CheckedItem item, Outcome outcome, string words) =>
        Finding.Error(nameof(LinkIsUnderstood), outcome, $"{Markdown.Code(item.Typed.Link)}: {words}");

    private static string Why(PageRefusal refusal) => refusal switch
    {
        PageRefusal.BadAddress => "it leads to an address that I don't open",
        PageRefusal.NotPublic => "its host isn't on the public internet",
        PageRefusal.NoHost => "there is no such host",
        PageRefusal.NotThere => "there is no such page",
        PageRefusal.NotHtml => "it is a file and no page",
        PageRefusal.TooLarge => "it is too large",
        PageRefusal.TooManyRedirects => "it leads on and on",
        _ => "its publisher doesn't show it to programs",
    };

    private static string Why(UnknownReason reason) => reason switch
    {
        UnknownReason.NotAWork => "this is a search, a list, a home page or an organisation, not one work. Please give the link of the work itself.",
        UnknownReason.NeedsPage => $"the address alone doesn't tell which work this is. {GiveIts}",
        _ => "I can't read this as a link to a work. Please give an arXiv link (`https://arxiv.org/abs/2010.06439`) or a DOI (`https://doi.org/10.1073/pnas.1912789117`).",
    };
}
