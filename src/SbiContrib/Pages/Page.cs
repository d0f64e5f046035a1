using System.Security.Cryptography;
using System.Text;

namespace SbiContrib.Pages;

/// <summary>A page for people: no script, nothing from elsewhere.</summary>
/// <param name="status">The answer's status.</param>
/// <param name="title">Its title, our own words.</param>
/// <param name="body">Its HTML, with every text of others encoded.</param>
internal sealed class Page(int status, string title, string body) : IResult
{
    private const string Style = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
        + "li{margin:.3rem 0}code{overflow-wrap:anywhere}.state{font-size:1.4rem}"
        + "label{display:block;margin:.6rem 0}input,textarea{display:block;width:100%;box-sizing:border-box;font:inherit}button{font:inherit;margin:.6rem 0}"
        + "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#8cf}}";

    // The page's own style and nothing else: https://www.w3.org/TR/CSP3/
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        // The address holds the owner's secret.
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{Style}</style></head><body><main>{body}</main></body></html>");
    }
}
