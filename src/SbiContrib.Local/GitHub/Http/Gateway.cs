using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// What every request of the API goes through: faults on demand, signature, limits, the handler under the model's lock, ETag and 304, the log.
/// </summary>
internal sealed class Gateway(GitHubModel model, RateLimits limits, Faults faults, RequestLog log)
{
    private int _requests;

    /// <summary>What the limits look at.</summary>
    private readonly record struct Kind(string Method, bool Content, string Resource);

    public async Task Run(HttpContext http, Func<Call, Answer> handler)
    {
        var clock = Stopwatch.GetTimestamp();
        var (method, path) = (http.Request.Method, http.Request.Path.Value![GitHubServer.ApiPath.Length..]);
        var content = RequestLog.CreatesContent(method, path);
        var fault = faults.Take(method, path);
        var resource = path == "/graphql" ? RateLimits.GraphQl : RateLimits.Core;
        var (answer, caller) = await Answered(http, handler, fault, new(method, content, resource));
        var status = answer?.Status ?? 0;
        log.Add(new LoggedRequest(model.Now, method, path, status, content, Stopwatch.GetElapsedTime(clock), caller?.Budget ?? "refused"));
        if (answer is null)
            http.Abort();
        else
            await Write(http, answer, caller, resource);
    }

    /// <summary>The answer, or null where a fault wants none to be given.</summary>
    private async Task<(Answer? Answer, Caller? Caller)> Answered(HttpContext http, Func<Call, Answer> handler, Fault? fault, Kind kind)
    {
        if (fault is not null && fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, model.Options.Time, http.RequestAborted);
        if (fault is { AfterEffect: false } && (fault.NoAnswer || fault.Status > 0))
            return (fault.NoAnswer ? null : Fault(fault), null);
        var (answer, caller) = await Handled(http, handler, kind);
        if (fault is { AfterEffect: true })
            return (fault.Status > 0 ? Fault(fault) : null, caller);
        return (answer, caller);
    }

    private static Answer Fault(Fault fault)
    {
        var answer = fault.Body is { } body ? new Answer(fault.Status, body.DeepClone()) : Answer.Message(fault.Status, fault.Message);
        if (fault.RetryAfter is { } seconds)
            answer.Headers["Retry-After"] = seconds.ToString();
        return answer;
    }

    private async Task<(Answer, Caller?)> Handled(HttpContext http, Func<Call, Answer> handler, Kind kind)
    {
        Caller? caller = null;
        try
        {
            NeedVersion(http.Request.Headers["X-GitHub-Api-Version"].ToString());
            caller = Caller.From(model, http.Request.Headers.Authorization.ToString());
            if (limits.Refuse(caller, kind.Method, kind.Content, kind.Resource) is { } refusal)
                return (refusal, caller);
            var call = new Call(model, caller, http, await Body(http));
            var answer = Conditional(http, Under(call, handler));
            limits.Count(caller, kind.Method, kind.Content, answer.Status == 304, kind.Resource);
            return (answer, caller);
        }
        catch (GitHubException refusal)
        {
            if (caller is not null)
                limits.Count(caller, kind.Method, content: false, notModified: false, kind.Resource);
            return (Answer.Of(refusal), caller);
        }
    }

    /// <summary>Source: https://docs.github.com/en/rest/about-the-rest-api/api-versions</summary>
    private static void NeedVersion(string version)
    {
        if (version.Length > 0 && version != "2022-11-28")
            throw new GitHubException(400, $"The specified API version '{version}' is not supported.");
    }

    private Answer Under(Call call, Func<Call, Answer> handler)
    {
        using var hold = model.Hold();
        return handler(call);
    }

    private static async Task<JsonNode?> Body(HttpContext http)
    {
        if (http.Request.Method is "GET" or "HEAD" || http.Request.ContentLength == 0)
            return null;
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        if (memory.Length == 0)
            return null;
        try
        {
            return JsonNode.Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        }
        catch (JsonException)
        {
            throw new GitHubException(400, "Problems parsing JSON");
        }
    }

    /// <summary>Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate</summary>
    private static Answer Conditional(HttpContext http, Answer answer)
    {
        if (answer.Status != 200 || http.Request.Method is not ("GET" or "HEAD"))
            return answer;
        var bytes = answer.Raw ?? JsonSerializer.SerializeToUtf8Bytes(answer.Json, GitHubJson.Options);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"";
        var same = http.Request.Headers.IfNoneMatch.Any(t => t is not null && t.Contains(tag[2..], StringComparison.Ordinal));
        var result = same ? new Answer(304) : answer with { Raw = bytes };
        foreach (var (name, value) in answer.Headers)
            result.Headers[name] = value;
        result.Headers["ETag"] = tag;
        return result;
    }

    private async Task Write(HttpContext http, Answer answer, Caller? caller, string resource)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = model.Now.ToString("R");
        response.Headers["X-GitHub-Request-Id"] = $"LOCAL:{Interlocked.Increment(ref _requests):X}";
        response.Headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        foreach (var (name, value) in caller is null ? [] : limits.Headers(caller, resource))
            response.Headers[name] = value;
        var bytes = answer.Raw ?? (answer.Json is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer.Json, GitHubJson.Options));
        if (bytes is null || answer.Status is 204 or 304)
            return;
        response.ContentType = answer.ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
