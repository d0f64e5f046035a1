using System.Collections.Immutable;
using System.Globalization;
using SbiContrib.Core.Lists;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Sites;

/// <summary>Reads a site's settings and says, line by line, what is wrong with them.</summary>
public static class SiteSettingsReader
{
    private static readonly string[] Known = ["lists", "label", "forms", "web-form", "web-form-per-day", "require-approval", "merge"];

    private static readonly string[] KnownOfList = ["path", "family", "index", "schema", "section", "crawler"];

    /// <summary>Reads the settings.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <returns>The settings, or a sentence that names the line and what to write there.</returns>
    public static (SiteSettings? Settings, string? Problem) Read(string yaml)
    {
        try
        {
            return Yaml.Documents(yaml) switch
            {
                [{ RootNode: YamlMappingNode root }] => (Read(root), null),
                [] => (null, "line 1: the file is empty: name at least one list (`lists: [{path: index.md}]`)"),
                [{ RootNode: var root }] => (null, $"line {root.Start.Line}: settings are wanted here, such as `lists: [{{path: index.md}}]`"),
                [_, { RootNode: var second }, ..] => (null, $"line {second.Start.Line}: a second document begins here; the settings are one"),
            };
        }
        catch (YamlException fault)
        {
            return (null, $"line {fault.Start.Line}: {fault.InnerException?.Message ?? fault.Message}");
        }
    }

    private static SiteSettings Read(YamlMappingNode root)
    {
        foreach (var (key, _) in root.Children)
            if (!Known.Contains(Text(key)))
                throw new YamlException(key.Start, key.End, $"`{Text(key)}` is no setting; there are {string.Join(", ", Known.Select(k => $"`{k}`"))}");
        var settings = new SiteSettings { Lists = Lists(root) };
        return settings with
        {
            Label = Find(root, "label") is { } label ? LabelName(label) : settings.Label,
            Forms = Find(root, "forms") is { } forms ? [.. Sequence(forms).Select(RepositoryPath)] : [],
            WebForm = Find(root, "web-form") is { } form && Flag(form),
            WebFormPerDay = Find(root, "web-form-per-day") is { } many ? Number(many) : settings.WebFormPerDay,
            RequireApproval = Find(root, "require-approval") is { } approval && Flag(approval),
            MergeByBot = Find(root, "merge") is { } merge && ByBot(merge),
        };
    }

    private static ImmutableArray<ListSettings> Lists(YamlMappingNode root)
    {
        var lists = Find(root, "lists") ?? throw new YamlException(root.Start, root.End, "`lists` is missing: name at least one (`lists: [{path: index.md}]`)");
        var read = Sequence(lists).Select(List).ToImmutableArray();
        return read.Length > 0 ? read : throw new YamlException(lists.Start, lists.End, "`lists` is empty: name at least one");
    }

    private static ListSettings List(YamlNode node) => node switch
    {
        YamlScalarNode => new(RepositoryPath(node)),
        YamlMappingNode map when map.Children.Keys.FirstOrDefault(key => !KnownOfList.Contains(Text(key))) is { } other =>
            throw new YamlException(other.Start, other.End, $"`{Text(other)}` is no setting of a list; there are {string.Join(", ", KnownOfList.Select(k => $"`{k}`"))}"),
        YamlMappingNode map when Find(map, "path") is { } path => new(RepositoryPath(path))
        {
            Family = Find(map, "family") is { } family ? Family(family) : null,
            Index = Find(map, "index") is { } index ? RepositoryPath(index) : null,
            Schema = Find(map, "schema") is { } schema ? RepositoryPath(schema) : null,
            Section = Find(map, "section") is { } section ? Text(section) : null,
            Crawler = Find(map, "crawler") is { } crawler ? Crawler(crawler) : null,
        },
        _ => throw new YamlException(node.Start, node.End, "a list needs its `path`"),
    };

    private static ListFamily Family(YamlNode node) => Text(node) switch
    {
        "markdown" => ListFamily.Markdown,
        "yaml" => ListFamily.Yaml,
        "folder" => ListFamily.Folder,
        "bibtex" => ListFamily.Bibtex,
        var other => throw new YamlException(node.Start, node.End, $"`{other}` is no family of lists; there are `markdown`, `yaml`, `folder` and `bibtex`"),
    };

    private static CrawlerSettings Crawler(YamlNode node) => node switch
    {
        YamlMappingNode map when map.Children.Keys.FirstOrDefault(key => Text(key) is not ("login" or "override" or "blacklist")) is { } other =>
            throw new YamlException(other.Start, other.End, $"`{Text(other)}` is no setting of a crawler; there are `login`, `override` and `blacklist`"),
        YamlMappingNode map => new(
            Find(map, "login") is { } login ? Login(login) : null,
            Find(map, "override") is { } over ? RepositoryPath(over) : null,
            Find(map, "blacklist") is { } black ? RepositoryPath(black) : null),
        _ => throw new YamlException(node.Start, node.End, "a crawler is told by `login`, `override` and `blacklist`"),
    };

    private static string Login(YamlNode node) => Text(node) is { Length: > 0 and <= 100 } login && login.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '[' or ']')
        ? login
        : throw new YamlException(node.Start, node.End, $"`{Text(node)}` is no account's login");

    private static string RepositoryPath(YamlNode node)
    {
        var path = Text(node).TrimEnd('/');
        var safe = path.Length is > 0 and <= 512 && path[0] != '/' && !path.Split('/').Any(part => part is "" or "." or "..") && !path.Any(char.IsControl) && !path.Contains('\\', StringComparison.Ordinal);
        return safe ? path : throw new YamlException(node.Start, node.End, $"`{path}` is no path inside the repository");
    }

    private static YamlNode? Find(YamlMappingNode map, string key) =>
        map.Children.FirstOrDefault(pair => Text(pair.Key) == key).Value;

    private static IEnumerable<YamlNode> Sequence(YamlNode node) => node is YamlSequenceNode many
        ? many.Children
        : throw new YamlException(node.Start, node.End, "a list is wanted here (`[a, b]` or lines that begin with `- `)");

    private static string Text(YamlNode node) => node is YamlScalarNode { Value: { } value }
        ? value
        : throw new YamlException(node.Start, node.End, "a single value is wanted here");

    private static string LabelName(YamlNode node) => Text(node).Trim() is { Length: > 0 and <= 50 } name && !name.Contains(',', StringComparison.Ordinal)
        ? name
        : throw new YamlException(node.Start, node.End, "a label has 1 to 50 characters and no comma");

    private static bool Flag(YamlNode node) => Text(node) switch
    {
        "true" => true,
        "false" => false,
        var other => throw new YamlException(node.Start, node.End, $"`{other}` is neither `true` nor `false`"),
    };

    private static bool ByBot(YamlNode node) => Text(node) switch
    {
        "bot" => true,
        "people" => false,
        var other => throw new YamlException(node.Start, node.End, $"`{other}` merges nothing; there are `people` and `bot`"),
    };

    private static int Number(YamlNode node) => int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new YamlException(node.Start, node.End, $"`{Text(node)}` is no whole number");
}
