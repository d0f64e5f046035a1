using System.Net;
using System.Text;
using SbiContrib.Core;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;

namespace SbiContrib.Pages;

/// <summary>A contribution's page. What a person typed is shown as text, never as a link.</summary>
internal static class StatusPage
{
    public static IResult Of(ContributionStatus status, Contribution contribution, string? secret)
    {
        var body = new StringBuilder();
        body.Append($"<h1>Your contribution</h1><p class=\"state\">{Safe(status.State)}</p>");
        Now(body, status, contribution);
        body.Append("<h2>What you sent</h2><ul>");
        foreach (var item in Sent(contribution))
            body.Append($"<li>{item}</li>");
        body.Append("</ul><h2>What happened</h2><ol>");
        foreach (var step in status.History)
            body.Append($"<li><time datetime=\"{step.At:O}\">{step.At:yyyy-MM-dd HH:mm} UTC</time>: {Safe(step.Words)}</li>");
        body.Append("</ol>");
        if (secret is not null && contribution is { Form: { Withdrawn: false, Submission: { } submission } } && !contribution.State.IsFinal())
            Forms(body, status.Id, secret, submission);
        return new Page(StatusCodes.Status200OK, "Your contribution", body.ToString());
    }

    /// <summary>What can't be done, for a person who posted a form or followed a link.</summary>
    public static IResult Refusal(int code, string words) => code == StatusCodes.Status404NotFound
        ? new Page(code, "No such contribution", $"<h1>No such contribution</h1><p>{Safe(words)}</p>")
        : new Page(code, "Not taken", $"<h1>This wasn't taken</h1><p>{Safe(words)}</p><p>Go back, and what you typed is still there.</p>");

    private static void Now(StringBuilder body, ContributionStatus status, Contribution contribution)
    {
        if (contribution is { Form.Withdrawn: true } && !contribution.State.IsFinal())
            body.Append("<p>It is being taken back.</p>");
        else if (status.HeldUntil is { } held)
            body.Append($"<p>More submissions came in than go on in one day. It goes on on <time datetime=\"{held:O}\">{held:yyyy-MM-dd}</time>.</p>");
        if (contribution.Reason is { Length: > 0 } reason && contribution.State.IsFinal())
            body.Append($"<p>The reason given:</p><blockquote>{Safe(reason)}</blockquote>");
        if (status.Place is { } place)
            body.Append($"<p>It is number {place.Number} of {place.Of} that wait for a maintainer{(place.Wait is { } wait ? $"; lately it took {Spans.Words(wait)} until one was merged" : "")}.</p>");
        if (status.IssueUrl is { } issue)
            body.Append($"<p><a href=\"{Safe(issue)}\">The issue</a></p>");
        if (status.PullUrl is { } pull)
            body.Append($"<p><a href=\"{Safe(pull)}\">The pull request</a></p>");
    }

    // Before it is checked, the links as typed; then what came of each, and what was typed since.
    private static IEnumerable<string> Sent(Contribution contribution) => contribution.Items.IsEmpty
        ? Typed(contribution).Select(link => $"<code>{Safe(link)}</code>")
        : contribution.Items.Select(item => $"<code>{Safe(item.Link)}</code>: {Safe(item.Outcome == Outcome.Good ? item.Title ?? "" : Spoken(item))}")
            .Concat(contribution.State.IsFinal() ? [] : Typed(contribution).Except(contribution.Items.Select(item => item.Link)).Select(link => $"<code>{Safe(link)}</code>: {Since(contribution)}"));

    private static IEnumerable<string> Typed(Contribution contribution) => (contribution.Form?.Submission.Items ?? []).Select(item => item.Link);

    private static string Since(Contribution contribution) => contribution.Foreign is null
        ? "not checked yet"
        : "not taken up: somebody else changed the pull request, and that isn't written over. A maintainer can take it up there";

    // What the form below can't show, items with sections of their own, is changed the way it was sent.
    private static void Forms(StringBuilder body, string id, string secret, Submission submission)
    {
        var begin = $"<form method=\"post\" action=\"/api/contributions/{Safe(id)}\"><input type=\"hidden\" name=\"secret\" value=\"{Safe(secret)}\">";
        var first = submission.Items[0];
        if (submission.Items.All(item => item.Section == first.Section && item.Note == first.Note && item.Title is null))
            body.Append($"<h2>Change it</h2>{begin}"
                + $"<label>Links, one a line<textarea name=\"link\" rows=\"4\" required>\n{Safe(string.Join('\n', submission.Items.Select(item => item.Link)))}</textarea></label>"
                + $"<label>Section<input name=\"section\" value=\"{Safe(first.Section ?? "")}\"></label>"
                + $"<label>Note<textarea name=\"note\" rows=\"3\">\n{Safe(first.Note ?? "")}</textarea></label>"
                + "<button>Send the change</button></form>");
        body.Append($"<h2>Take it back</h2>{begin}<button name=\"withdraw\" value=\"yes\">Withdraw this contribution</button></form>");
    }

    // What the status comment of an issue says, as plain text; where nothing was said, a few words of our own.
    private static string Spoken(Item item) => item.Words is { Length: > 0 } words ? Markdown.Unmarked(words) : item.Outcome switch
    {
        Outcome.Waiting => "waiting for the service that knows it",
        Outcome.NotUnderstood => "not understood: please give the work's DOI or arXiv link",
        Outcome.NotFound => "there is no such work",
        Outcome.NoSection => "the section isn't known",
        Outcome.Listed => "the list has it already",
        Outcome.Claimed => "it is being proposed already",
        Outcome.Withdrawn => "the work was withdrawn or retracted",
        Outcome.Incomplete => "the list asks for more than is known of the work",
        _ => "",
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
