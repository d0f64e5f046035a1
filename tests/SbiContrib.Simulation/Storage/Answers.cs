using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace SbiContrib.Simulation.Storage;

/// <summary>A service's answer without a body.</summary>
internal sealed class PlainAnswer(int status, string? etag) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => etag is not null && name.Equals("ETag", StringComparison.OrdinalIgnoreCase);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => etag is null ? [] : [new("ETag", etag)];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = ContainsHeader(name) ? etag : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}

/// <summary>The answer that there is no such entity.</summary>
internal sealed class NoAnswer<T> : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("There is none.");

    public override Response GetRawResponse() => new PlainAnswer(404, null);
}
