namespace SbiContrib.Receive;

/// <summary>Reads a request's body as it came, up to a size.</summary>
internal static class Body
{
    /// <summary>Reads the bytes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">How many bytes are taken.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The bytes, or null where there are more.</returns>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, long most, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
            return null;
        // Not as much at once as a stranger says there will be.
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 64 * 1024));
        try
        {
            var part = new byte[16 * 1024];
            while (await request.Body.ReadAsync(part, cancellation) is > 0 and var read)
            {
                if (body.Length + read > most)
                    return null;
                await body.WriteAsync(part.AsMemory(0, read), cancellation);
            }
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
