using System.Net;
using System.Security.Cryptography;
using System.Text;
using SbiContrib.Core;

namespace SbiContrib.Pages;

/// <summary>A contribution's page for people: no script, nothing from elsewhere, every text of others encoded.</summary>
internal static class StatusPage
{
    private const string Style = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
        + "dt{font-weight:600}dd{margin:0 0 .6rem}li{margin:.3rem 0}code{overflow-wrap:anywhere}.state{font-size:1.4rem}"
        + "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#8cf}}";

    // The page's own style and nothing else: https://www.w3.org/TR/CSP3/
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IResult Of(ContributionStatus status, Contribution contribution, string? secret)
    {
        var body = new StringBuilder();
        body.Append($"<h1>Your contribution</h1><p class=\"state\">{Safe(status.State)}</p>");
        Links(body, status);
        body.Append("<h2>What you sent</h2><ul>");
        foreach (var item in Sent(contribution))
            body.Append($"<li>{item}</li>");
        body.Append("</ul><h2>What happened</h2><ol>");
        foreach (var step in status.History)
            body.Append($"<li><time datetime=\"{step.At:O}\">{step.At:yyyy-MM-dd HH:mm} UTC</time>: {Safe(step.Words)}</li>");
        body.Append("</ol>");
        if (secret is not null && !contribution.State.IsFinal())
            body.Append($"<form method=\"post\" action=\"/api/contributions/{Safe(status.Id)}\"><input type=\"hidden\" name=\"secret\" value=\"{Safe(secret)}\"><button name=\"withdraw\" value=\"yes\">Withdraw this contribution</button></form>");
        return new Page(StatusCodes.Status200OK, "Your contribution", body.ToString(), Policy, Style);
    }

    public static IResult None() =>
        new Page(StatusCodes.Status404NotFound, "No such contribution", "<h1>No such contribution</h1><p>Please check the address: it was in the answer to your submission.</p>", Policy, Style);

    private static void Links(StringBuilder body, ContributionStatus status)
    {
        if (status.Site is null)
            return;
        var site = $"https://github.com/{string.Join('/', status.Site.Split('/').Select(Uri.EscapeDataString))}";
        if (status.Issue is { } issue)
            body.Append($"<p><a href=\"{site}/issues/{issue}\">The issue</a></p>");
        if (status.Pull is { } pull)
            body.Append($"<p><a href=\"{site}/pull/{pull}\">The pull request</a></p>");
    }

    // Before it is checked, the links as typed; then what came of each.
    private static IEnumerable<string> Sent(Contribution contribution) => contribution.Items.IsEmpty
        ? (contribution.Form?.Submission.Items ?? []).Select(item => $"<code>{Safe(item.Link)}</code>")
        : contribution.Items.Select(item => $"<code>{Safe(item.Link)}</code>: {Safe(item.Outcome == Outcome.Good ? item.Title ?? "" : Spoken(item.Outcome))}");

    private static string Spoken(Outcome outcome) => outcome switch
    {
        Outcome.Waiting => "waiting for the service that knows it",
        Outcome.NotUnderstood => "not understood: please give the work's DOI or arXiv link",
        Outcome.NotFound => "there is no such work",
        Outcome.NoSection => "the section isn't known",
        Outcome.Listed => "the list has it already",
        Outcome.Claimed => "it is being proposed already",
        Outcome.Withdrawn => "the work was withdrawn or retracted",
        _ => "",
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private sealed class Page(int status, string title, string body, string policy, string style) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentSecurityPolicy = policy;
            response.Headers.XContentTypeOptions = "nosniff";
            // The address holds the owner's secret.
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.CacheControl = "no-store";
            return response.WriteAsync($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{style}</style></head><body><main>{body}</main></body></html>");
        }
    }
}
