using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Sites;

/// <summary>Reads YAML of others.</summary>
internal static class Yaml
{
    /// <summary>How deep it may be nested: the nodes are read by recursion, and no site may end the program of all.</summary>
    private const int Deepest = 50;

    /// <summary>Reads the documents of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="YamlException">It isn't YAML, or is nested deeper than any settings or form are.</exception>
    public static IList<YamlDocument> Documents(string text)
    {
        var events = new Parser(new StringReader(text));
        try
        {
            for (var depth = 0; events.MoveNext();)
            {
                depth += events.Current!.NestingIncrease;
                if (depth > Deepest)
                    throw Fault(events, $"this is nested deeper than {Deepest} levels");
            }
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents;
        }
        catch (InvalidOperationException)
        {
            // The scanner's way to say that a bracket isn't closed.
            throw Fault(events, "behind this, the text is no YAML: is a bracket or a quotation mark not closed?");
        }
    }

    private static YamlException Fault(Parser events, string words) =>
        events.Current is { } at ? new(at.Start, at.End, words) : new(words);
}
