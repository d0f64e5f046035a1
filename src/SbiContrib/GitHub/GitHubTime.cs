namespace SbiContrib.GitHub;

/// <summary>What GitHub's clock showed when it last answered. Ours may be off by seconds, and an approval is of what stood there before it.</summary>
internal sealed class GitHubTime
{
    /// <summary>https://www.rfc-editor.org/rfc/rfc9110#field.date counts whole seconds.</summary>
    private static readonly TimeSpan Fraction = TimeSpan.FromMilliseconds(999);

    private long _ticks;

    /// <summary>The time at the latest; null where it never answered.</summary>
    public DateTimeOffset? Now => Interlocked.Read(ref _ticks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) + Fraction : null;

    /// <summary>A handler that reads it from the answers.</summary>
    public DelegatingHandler Handler(HttpMessageHandler inner) => new Reading(this) { InnerHandler = inner };

    private sealed class Reading(GitHubTime time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.Date is { } date)
                Interlocked.Exchange(ref time._ticks, date.UtcTicks);
            return answer;
        }
    }
}
