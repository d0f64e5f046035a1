using YamlDotNet.RepresentationModel;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// Writes the issue that GitHub makes of a filled issue form: a heading for each field, then what was typed.
/// Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
/// </summary>
internal static class IssueForm
{
    /// <summary>The title, body and labels of the issue.</summary>
    /// <param name="form">The form's YAML.</param>
    /// <param name="answers">What was typed or chosen, by the field's id or else its label; the options chosen of checkboxes stand one a line.</param>
    /// <param name="title">What was typed after the form's own beginning of a title.</param>
    public static (string Title, string Body, IReadOnlyList<string> Labels) Fill(string form, IReadOnlyDictionary<string, string> answers, string title = "")
    {
        using var reader = new StringReader(form);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var fields = ((YamlSequenceNode)root["body"]).OfType<YamlMappingNode>().Where(f => Text(f, "type") != "markdown");
        var labels = root.Children.TryGetValue("labels", out var list) && list is YamlSequenceNode names ? names.Select(n => n.ToString()).ToList() : [];
        return (Text(root, "title") + title, string.Join("\n\n", fields.Select(f => Field(f, answers))), labels);
    }

    private static string Field(YamlMappingNode field, IReadOnlyDictionary<string, string> answers)
    {
        var attributes = (YamlMappingNode)field["attributes"];
        var label = Text(attributes, "label");
        var answer = answers.GetValueOrDefault(Text(field, "id")) ?? answers.GetValueOrDefault(label) ?? "";
        return $"### {label}\n\n{Value(Text(field, "type"), attributes, answer)}";
    }

    private static string Value(string type, YamlMappingNode attributes, string answer)
    {
        if (type == "checkboxes")
            return Boxes(attributes, answer.Split('\n'));
        if (string.IsNullOrWhiteSpace(answer))
            return "_No response_";
        var render = Text(attributes, "render");
        return render.Length > 0 ? $"```{render}\n{answer}\n```" : answer;
    }

    private static string Boxes(YamlMappingNode attributes, string[] chosen) =>
        string.Join('\n', ((YamlSequenceNode)attributes["options"]).OfType<YamlMappingNode>().Select(o => Text(o, "label"))
            .Select(option => $"- [{(chosen.Contains(option) ? 'X' : ' ')}] {option}"));

    private static string Text(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(name, out var value) ? value.ToString() : "";
}
