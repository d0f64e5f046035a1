using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>What fields say that hold more than texts: authors in their parts, links with their roles.</summary>
internal sealed class YamlMaps(ImmutableArray<YamlItem> items)
{
    private const int Near = 40;
    private static readonly SearchValues<char> Marks = SearchValues.Create(",[]{}#");
    private static readonly string[] Families = ["family", "last", "last_name", "surname"];
    private static readonly string[] Givens = ["given", "first", "first_name"];

    /// <summary>The last entries' values of a field, the last first.</summary>
    private List<YamlValue> Of(string key) => [.. items.Reverse().Take(Near).Select(i => i.Field(key)).OfType<YamlField>().Select(f => f.Value)];

    /// <summary>The authors in their parts, where most of the neighbours have them so; nothing where they don't.</summary>
    public YamlValue Authors(string key, NewEntry entry)
    {
        var near = Of(key);
        var parted = near.Where(v => !v.Maps.IsDefault).SelectMany(v => v.Maps).Where(m => m.Any(p => Families.Contains(p.Key)) && m.Length > 1).ToList();
        if (near.Count(v => !v.Maps.IsDefault && v.Maps.Any(m => m.Any(p => Families.Contains(p.Key)))) * 2 <= near.Count || parted.Count == 0)
            return default;
        var keys = parted.GroupBy(m => string.Join(' ', m.Select(p => p.Key)), StringComparer.Ordinal).MaxBy(g => g.Count())!.First().Select(p => p.Key).Where(k => Families.Contains(k) || Givens.Contains(k)).ToList();
        var persons = entry.Persons.IsDefaultOrEmpty ? entry.Authors.Select(Parts) : entry.Persons.Select(p => (Given: p.Given ?? "", Family: p.Family ?? p.Literal ?? ""));
        ImmutableArray<ImmutableArray<(string Key, string Text)>> maps =
        [
            .. from person in persons
               let named = keys.Select(k => (Key: k, Text: Escape.Clean(Families.Contains(k) ? person.Family : person.Given))).Where(p => p.Text.Length > 0).ToImmutableArray()
               where !named.IsEmpty
               select named,
        ];
        return maps.IsEmpty ? default : new(null, default) { Maps = maps };
    }

    /// <summary>The links that a field keeps with their roles, or one under the other; nothing where it keeps none.</summary>
    public YamlValue Links(string key, IReadOnlyList<EntryLink> links)
    {
        var near = Of(key);
        if (links.Count == 0 || !near.Exists(HoldsAddresses))
            return default;
        var model = near.Find(HoldsAddresses);
        if (!model.Items.IsDefault)
            return new(null, [.. links.Select(l => l.Url)]);
        var said = near.SelectMany(RolesOf).GroupBy(r => r.ToLowerInvariant(), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var named = links.Select(l => (Role: Role(l, said), l.Url)).Where(l => l.Role is not null).DistinctBy(l => l.Role).ToList();
        if (named.Count == 0)
            named = [(Role: Roles.Of(links[0].Url), links[0].Url)];
        if (!model.Pairs.IsDefault)
            return new(null, default) { Pairs = [.. named.Select(l => (l.Role!, l.Url))] };
        var map = model.Maps[0];
        return new(null, default)
        {
            Maps = [.. named.Select(l => map.Select(p => (p.Key, Text: YamlKeys.IsAddress(p.Text) ? l.Url : IsRole(p.Key) ? l.Role! : "")).Where(p => p.Text.Length > 0).ToImmutableArray())],
        };
    }

    /// <summary>The links of a value, with what it calls them.</summary>
    public static IEnumerable<EntryLink> LinksOf(YamlValue value) =>
        !value.Items.IsDefault ? value.Items.Where(YamlKeys.IsAddress).Select(u => new EntryLink(Roles.Of(u), u))
        : value.Maps.IsDefault ? []
        : from map in value.Maps
          let url = map.FirstOrDefault(p => YamlKeys.IsAddress(p.Text)).Text
          where url is not null
          let role = map.FirstOrDefault(p => IsRole(p.Key)).Text ?? (map is [var only] ? only.Key : null)
          select new EntryLink(role is { Length: > 0 } ? Roles.Named(role) : Roles.Of(url), url);

    /// <summary>Whether a value holds addresses, each alone or with more beside it.</summary>
    public static bool HoldsAddresses(YamlValue value) =>
        (!value.Items.IsDefaultOrEmpty && value.Items.All(YamlKeys.IsAddress)) || (!value.Maps.IsDefaultOrEmpty && value.Maps.All(m => m.Any(p => YamlKeys.IsAddress(p.Text)))) || (!value.Pairs.IsDefaultOrEmpty && value.Pairs.Any(p => YamlKeys.IsAddress(p.Text)));

    private static bool IsRole(string key) => key is "name" or "type" or "label" or "title" or "kind" or "text" or "role" or "rel";

    private static IEnumerable<string> RolesOf(YamlValue value) =>
        !value.Pairs.IsDefault ? value.Pairs.Select(p => p.Key) : value.Maps.IsDefault ? [] : value.Maps.SelectMany(m => m.Where(p => IsRole(p.Key)).Select(p => p.Text));

    /// <summary>What the list calls a link; null where it has no name for one of its kind.</summary>
    private static string? Role(EntryLink link, Dictionary<string, string> said)
    {
        var role = link.Role == Roles.Main ? Roles.Of(link.Url) : link.Role;
        return said.TryGetValue(role, out var name) || said.TryGetValue(Roles.Of(link.Url), out name) ? name
            : LinkTexts.IsOfWork(link) ? said.FirstOrDefault(s => LinkTexts.NamesAnyWork(s.Key)).Value : null;
    }

    /// <summary>A name in one piece: what stands before a comma, else its last word, is the family's.</summary>
    private static (string Given, string Family) Parts(string name)
    {
        var (comma, last) = (name.IndexOf(',', StringComparison.Ordinal), name.TrimEnd().LastIndexOf(' '));
        return comma > 0 ? (name[(comma + 1)..].Trim(), name[..comma].Trim()) : last > 0 ? (name[..last].Trim(), name[(last + 1)..].Trim()) : ("", name.Trim());
    }

    /// <summary>Writes mappings from their key on as the last entry that has some writes them.</summary>
    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="model">The lines of another entry's field, from its key on.</param>
    public static string Write(string key, YamlValue value, string model)
    {
        var written = new StringBuilder(key).Append(':');
        if (!value.Pairs.IsDefault)
        {
            if (model.Contains('{', StringComparison.Ordinal))
                return written.Append(" {").AppendJoin(", ", value.Pairs.Select(p => $"{p.Key}: {Flow(p.Key, p.Text, model)}")).Append('}').ToString();
            var lead = model.Split('\n') is [_, var first, ..] ? first[..(first.Length - first.TrimStart().Length)] : "  ";
            foreach (var (name, text) in value.Pairs)
                written.Append('\n').Append(lead).Append(name).Append(": ").Append(Block(name, text, model));
            return written.ToString();
        }
        var dash = model.IndexOf("- ", StringComparison.Ordinal);
        var indent = dash < 0 ? 0 : dash - (model.LastIndexOf('\n', dash) + 1);
        var flow = model.Contains('{', StringComparison.Ordinal);
        if (dash < 0)
            return written.Append(" [").AppendJoin(", ", value.Maps.Select(m => "{" + string.Join(", ", m.Select(p => $"{p.Key}: {Flow(p.Key, p.Text, model)}")) + "}")).Append(']').ToString();
        foreach (var map in value.Maps)
        {
            written.Append('\n').Append(' ', indent).Append("- ");
            if (flow)
                written.Append('{').AppendJoin(", ", map.Select(p => $"{p.Key}: {Flow(p.Key, p.Text, model)}")).Append('}');
            else
                written.AppendJoin("\n" + new string(' ', indent + 2), map.Select(p => $"{p.Key}: {Block(p.Key, p.Text, model)}"));
        }
        return written.ToString();
    }

    private static string Block(string key, string text, string model) => Quoted(key, text, model) ?? YamlScalar.Write(text, 0, 0, YamlStyle.Open, "\n");

    private static string Flow(string key, string text, string model) => Quoted(key, text, model) ?? (text.AsSpan().ContainsAny(Marks) ? YamlScalar.Double(text, YamlStyle.Open) : YamlScalar.Write(text, 0, 0, YamlStyle.Open, "\n"));

    /// <summary>In quotes, where the other entry has the text of that key in them.</summary>
    private static string? Quoted(string key, string text, string model) =>
        model.Contains($"{key}: \"", StringComparison.Ordinal) ? YamlScalar.Double(text, YamlStyle.Open)
        : model.Contains($"{key}: '", StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'" : null;
}
