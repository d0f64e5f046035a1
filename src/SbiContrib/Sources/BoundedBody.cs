namespace SbiContrib.Sources;

/// <summary>Reads what others send, never more than we can hold.</summary>
internal static class BoundedBody
{
    /// <summary>Reads a body; what counts is what comes out of the decompression.</summary>
    /// <param name="content">The body.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The bytes; null where there are more.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadBounded(this HttpContent content, int most, CancellationToken cancellation)
    {
        using var into = new MemoryStream();
        await using var from = await content.ReadAsStreamAsync(cancellation);
        var piece = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(piece, cancellation)) > 0;)
        {
            if (into.Length + read > most)
                return null;
            await into.WriteAsync(piece.AsMemory(0, read), cancellation);
        }
        return into.ToArray();
    }
}
