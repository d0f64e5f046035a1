using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace SbiContrib.Local.GitHub;

/// <summary>Takes requests from an <see cref="HttpClient"/> of the same process, without a socket: everything else is as over the wire.</summary>
internal sealed class InProcessServer : IServer
{
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _process = async features =>
        {
            var context = application.CreateContext(features);
            try
            {
                await application.ProcessRequestAsync(context);
            }
            finally
            {
                application.DisposeContext(context, null);
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _process = null;

    /// <summary>A handler to build an <see cref="HttpClient"/> on.</summary>
    public HttpMessageHandler Handler() => new Connection(this);

    private sealed class Connection(InProcessServer server) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var given = new MemoryStream();
            if (request.Content is not null)
                await request.Content.CopyToAsync(given, cancellationToken);
            given.Position = 0;
            var answer = new MemoryStream();
            var http = Context(request, given, answer);
            var life = new Life { RequestAborted = cancellationToken };
            http.Features.Set<IHttpRequestLifetimeFeature>(life);
            await (server._process ?? throw new HttpRequestException("The server has stopped."))(http.Features);
            return life.Aborted ? throw new HttpRequestException("The connection was lost.") : Response(request, http.Response, answer);
        }

        private static DefaultHttpContext Context(HttpRequestMessage request, MemoryStream given, MemoryStream answer)
        {
            var http = new DefaultHttpContext();
            var address = request.RequestUri!;
            (http.Request.Method, http.Request.Scheme, http.Request.Protocol) = (request.Method.Method, address.Scheme, "HTTP/1.1");
            http.Request.Host = HostString.FromUriComponent(address);
            http.Request.Path = PathString.FromUriComponent(address);
            http.Request.QueryString = QueryString.FromUriComponent(address);
            foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
                http.Request.Headers[name] = values.ToArray();
            http.Request.Body = given;
            http.Request.ContentLength = given.Length;
            http.Response.Body = answer;
            return http;
        }

        private static HttpResponseMessage Response(HttpRequestMessage request, HttpResponse response, MemoryStream answer)
        {
            answer.Position = 0;
            var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { RequestMessage = request, Content = new StreamContent(answer) };
            foreach (var (name, values) in response.Headers)
            {
                if (!message.Headers.TryAddWithoutValidation(name, [.. values]))
                    message.Content.Headers.TryAddWithoutValidation(name, [.. values]);
            }
            return message;
        }
    }

    private sealed class Life : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool Aborted { get; private set; }

        public void Abort() => Aborted = true;
    }
}
