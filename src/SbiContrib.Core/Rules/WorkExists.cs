using SbiContrib.Core.Words;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Rules;

/// <summary>A source must know the work; one that doesn't answer is asked again.</summary>
internal static class WorkExists
{
    public static Finding? Check(CheckedItem item) => item switch
    {
        { Lookup.Result: LookupResult.NotFound, Link.Id: { } id } => Finding.Error(nameof(WorkExists), Outcome.NotFound,
            $"{Markdown.Code(item.Typed.Link)}: I read this as {Markdown.Code(id.ToString())}, and there is no such work. Is a digit missing or wrong?"),
        { Lookup.Result: LookupResult.Unavailable } => Finding.Error(nameof(WorkExists), Outcome.Waiting,
            $"{Markdown.Code(item.Typed.Link)}: the service that knows this work doesn't answer at the moment. That isn't your fault: I go on by myself when it does."),
        { Lookup.Result: LookupResult.Found, Work.Title: null, Link.Id: { } id } => Finding.Error(nameof(WorkExists), Outcome.NotFound,
            $"{Markdown.Code(item.Typed.Link)}: I read this as {Markdown.Code(id.ToString())}, but nothing that I can read tells its title. Please give its DOI or its arXiv link, or its title by a comment that begins with {Markdown.Code("/title")}."),
        _ => null,
    };
}
