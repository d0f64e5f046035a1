using System.Net;
using System.Security.Cryptography;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation.World;

/// <summary>GitHub's HTTP API as one process reaches it: only the wire is played, the clients with their budgets are the real ones.</summary>
internal sealed class Wire(Process process, Scene scene) : HttpMessageHandler, IHttpMessageHandlerFactory
{
    private static readonly Lazy<RSA> TheKey = new(() => RSA.Create(2048));
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(30);

    /// <summary>The App's key.</summary>
    public static RSA Key => TheKey.Value;

    /// <summary>The operator's settings.</summary>
    public static Settings Settings { get; } = new()
    {
        GitHub = new() { WebhookSecrets = ["a secret of the simulation"], AppId = "1001", PrivateKey = Key.ExportRSAPrivateKeyPem(), Address = new("http://127.0.0.1/") },
    };

    public HttpMessageHandler CreateHandler(string name) => this;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var what = $"{request.Method} {request.RequestUri!.AbsolutePath["/api".Length..]}";
        var writes = request.Method != HttpMethod.Get && !what.EndsWith("/graphql", StringComparison.Ordinal) && !what.EndsWith("/access_tokens", StringComparison.Ordinal);
        var troubles = scene.Troubles;
        var slow = troubles.Strikes(troubles.Climate.Slow, "GitHub slow") ? troubles.Chance.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(29)) : default;
        var (fate, answer) = await scene.Scheduler.Request(process, what, () =>
        {
            var fate = troubles.Of(troubles.Climate.GitHub, writes ? troubles.Climate.GitHubAfter : 0, "GitHub");
            return (fate, fate == Fate.Failed ? null : Answer(request, what, writes));
        }, slow, changes: writes);
        return fate == Fate.Answered ? answer! : await Broken(what, fate);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string what, bool writes)
    {
        var answered = scene.Way!.SendAsync(request, CancellationToken.None);
        if (!answered.IsCompleted)
            throw new InvalidOperationException($"{what} goes on in another thread");
        var answer = answered.GetAwaiter().GetResult();
        if (writes && answer.IsSuccessStatusCode)
            scene.Wrote(process, Words(what));
        else if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotModified)
            Refused(what, (int)answer.StatusCode);
        return answer;
    }

    private void Refused(string what, int status)
    {
        scene.Troubles.Count($"GitHub {status}");
        scene.Story.Tell(process.Name, $"{what}: {status}");
    }

    private static string Words(string what) =>
        what.StartsWith("PUT ", StringComparison.Ordinal) && what.EndsWith("/merge", StringComparison.Ordinal) ? $"merge #{what.Split('/')[^2]}" : what;

    private async Task<HttpResponseMessage> Broken(string what, Fate fate)
    {
        var kind = fate == Fate.Unanswered ? 4 : scene.Troubles.Chance.Below(5);
        scene.Story.Tell(process.Name, $"{what}: {(fate == Fate.Unanswered ? "done, and no answer" : "broken")}");
        if (kind == 4)
        {
            await scene.Scheduler.Step(process, "time-out", TimeOut);
            throw new HttpRequestException("time-out");
        }
        var status = kind switch { 0 => HttpStatusCode.InternalServerError, 1 => HttpStatusCode.BadGateway, 2 => HttpStatusCode.TooManyRequests, _ => HttpStatusCode.Forbidden };
        var answer = new HttpResponseMessage(status) { Content = new StringContent("""{"message": "You have exceeded a secondary rate limit."}""") };
        if (kind >= 2)
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(60));
        Refused(what, (int)status);
        return answer;
    }
}
