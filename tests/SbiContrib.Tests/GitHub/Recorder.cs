using System.Collections.Concurrent;

namespace SbiContrib.Tests.GitHub;

/// <summary>One answer of the model, with the path below /api/v3 that led to it.</summary>
internal sealed record Recorded(string Method, string Path, int Status, string Body);

/// <summary>Keeps every answer that passes.</summary>
internal sealed class Recorder : DelegatingHandler
{
    public Recorder(ConcurrentQueue<Recorded> answers)
        : base(new HttpClientHandler { AllowAutoRedirect = false }) => Answers = answers;

    public ConcurrentQueue<Recorded> Answers { get; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath["/api/v3".Length..];
        Answers.Enqueue(new Recorded(request.Method.Method, path, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)));
        return response;
    }
}
