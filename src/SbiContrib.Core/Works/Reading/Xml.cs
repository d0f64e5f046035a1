using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Reading XML from the bytes, so that its own declaration says how they are encoded; no DTD is processed, no entity expanded, nothing fetched.</summary>
internal static class Xml
{
    private const int Deepest = 100;
    private static readonly XmlReaderSettings Strict = Settings(DtdProcessing.Prohibit);
    private static readonly XmlReaderSettings SkippingDtd = Settings(DtdProcessing.Ignore);

    /// <summary>Parses an answer.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="declaresType">The service's documents begin with a DOCTYPE, which is skipped; in all others one is refused.</param>
    /// <returns>The root element, or null where the bytes aren't such XML.</returns>
    public static XElement? Parse(ReadOnlyMemory<byte> body, bool declaresType = false)
    {
        try
        {
            var bytes = body.ToArray();
            var settings = declaresType ? SkippingDtd : Strict;
            if (!Shallow(bytes, settings))
                return null;
            using var stream = new MemoryStream(bytes, writable: false);
            using var reader = XmlReader.Create(stream, settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // A tree as deep as the document is long takes time that grows with the square.
    private static bool Shallow(byte[] bytes, XmlReaderSettings settings)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = XmlReader.Create(stream, settings);
        while (reader.Read())
            if (reader.Depth > Deepest)
                return false;
        return true;
    }

    /// <summary>The first child of a name, whatever its namespace.</summary>
    public static XElement? Child(this XElement? from, string name) =>
        from?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    /// <summary>The first element along a path of names.</summary>
    public static XElement? Path(this XElement? from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            from = from.Child(name);
        return from;
    }

    /// <summary>All children of a name, whatever their namespace.</summary>
    public static IEnumerable<XElement> Children(this XElement? from, string name) =>
        from?.Elements().Where(element => element.Name.LocalName == name) ?? [];

    /// <summary>The text of a child.</summary>
    public static string? Text(this XElement? from, params ReadOnlySpan<string> names) => from.Path(names)?.Value;

    /// <summary>The content of an element with its markup, as text.</summary>
    public static string? Inner(this XElement? from)
    {
        if (from is null)
            return null;
        using var reader = from.CreateReader();
        reader.MoveToContent();
        return reader.ReadInnerXml();
    }

    private static XmlReaderSettings Settings(DtdProcessing dtd) => new()
    {
        DtdProcessing = dtd,
        XmlResolver = null,
        MaxCharactersInDocument = 64 * 1024 * 1024,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };
}
