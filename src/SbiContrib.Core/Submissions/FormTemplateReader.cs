using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Submissions;

/// <summary>Reads a site's issue forms (YAML) and templates (Markdown with front matter).</summary>
/// <remarks>https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema</remarks>
public static class FormTemplateReader
{
    /// <summary>Reads one file of <c>.github/ISSUE_TEMPLATE</c>.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The form, or null where the file is none that GitHub would show.</returns>
    public static FormTemplate? Read(string path, string text)
    {
        try
        {
            return path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? Markdown(path, text) : Form(path, text);
        }
        catch (YamlException)
        {
            // GitHub doesn't offer a form that it can't read, so no issue is made from it.
            return null;
        }
    }

    private static FormTemplate? Form(string path, string text) =>
        Root(text) is { } root && Find(root, "body") is YamlSequenceNode body
            ? new(path, Labels(root), [.. body.Children.OfType<YamlMappingNode>().Select(Field).OfType<FormField>()])
            : null;

    private static FormField? Field(YamlMappingNode node)
    {
        // Explanations (`type: markdown`) aren't part of the issue that GitHub makes.
        var type = Text(Find(node, "type"));
        if (type is null or "markdown" || Find(node, "attributes") is not YamlMappingNode attributes || Text(Find(attributes, "label")) is not { } label)
            return null;
        var options = Find(attributes, "options") is YamlSequenceNode many ? many.Children.Select(Text).OfType<string>() : [];
        // Who ticks "I checked that the link works" gives no link.
        var role = type == "checkboxes" ? FieldRole.Other : Role(Text(Find(node, "id")) ?? "", label);
        return new(label.Trim(), type == "dropdown" && role == FieldRole.Link ? FieldRole.Other : role, type == "dropdown" ? [.. options] : [], type is "input" or "dropdown");
    }

    private static FormTemplate? Markdown(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines is ["---", ..] ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
            return null;
        var root = Root(string.Join('\n', lines[1..end]));
        var fields = lines[(end + 1)..].Select(TemplateLabel).OfType<string>().Select(label => new FormField(label, Role("", label), [], false));
        return root is null ? null : new(path, Labels(root), [.. fields]);
    }

    /// <summary>The label of a template's line: the words before a colon at its end.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The words, or null where the line is something else.</returns>
    private static string? TemplateLabel(string line)
    {
        var bare = line.Trim().Trim('*', '#', ' ');
        return bare.Length is > 1 and <= 100 && bare[^1] == ':' ? bare[..^1].TrimEnd('*', ' ') : null;
    }

    private static FieldRole Role(string id, string label)
    {
        if (Changes.TryGetValue(id, out var change) || Changes.TryGetValue(label.Trim().Replace(' ', '-'), out change))
            return change;
        var named = ByWord(id);
        return named != FieldRole.Other ? named : ByWord(label);
    }

    // By the whole id or label alone: a form for new entries may ask for the "link of the entry".
    private static readonly Dictionary<string, FieldRole> Changes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["listed-entry"] = FieldRole.Entry,
        ["new-link"] = FieldRole.NewLink,
        ["new-title"] = FieldRole.NewTitle,
        ["new-section"] = FieldRole.NewSection,
        ["reason-for-removal"] = FieldRole.Remove,
    };

    // The first that fits: "Link to paper" asks for a link, "Paper title" for a title.
    private static FieldRole ByWord(string words) =>
        Has(words, "link", "url", "doi", "arxiv") ? FieldRole.Link
        : Has(words, "section", "category", "field", "topic") ? FieldRole.Section
        : Has(words, "note", "description", "comment") ? FieldRole.Note
        : Has(words, "title", "name") ? FieldRole.Title
        : FieldRole.Other;

    private static bool Has(string words, params ReadOnlySpan<string> any)
    {
        foreach (var word in any)
            if (words.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static ImmutableArray<string> Labels(YamlMappingNode root) => Find(root, "labels") switch
    {
        YamlSequenceNode many => [.. many.Children.Select(Text).OfType<string>()],
        YamlScalarNode { Value: { } words } => [.. words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        _ => [],
    };

    private static YamlMappingNode? Root(string yaml) => Sites.Yaml.Documents(yaml) is [{ RootNode: YamlMappingNode root }] ? root : null;

    private static YamlNode? Find(YamlMappingNode map, string key) => map.Children.FirstOrDefault(pair => Text(pair.Key) == key).Value;

    private static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;
}
