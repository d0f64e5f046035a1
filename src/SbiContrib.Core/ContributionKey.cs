using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SbiContrib.Core;

/// <summary>Which contribution: the site's repository id and the contribution's name in it.</summary>
/// <param name="Site">The repository's id at GitHub; names change, ids don't.</param>
/// <param name="Name"><c>issue-12</c> for an issue, <c>form-</c> and 26 letters or digits for a form submission. Safe in keys, branches and addresses.</param>
[JsonConverter(typeof(ContributionKeyJson))]
public readonly record struct ContributionKey(long Site, string Name)
{
    /// <summary>The contribution that an issue is.</summary>
    /// <param name="site">The repository's id.</param>
    /// <param name="number">The issue's number.</param>
    /// <returns>The key.</returns>
    public static ContributionKey OfIssue(long site, int number) => new(site, string.Create(CultureInfo.InvariantCulture, $"issue-{number}"));

    /// <summary>The issue's number, or null for a form submission.</summary>
    [JsonIgnore]
    public int? Issue => Name.StartsWith("issue-", StringComparison.Ordinal) ? int.Parse(Name.AsSpan(6), CultureInfo.InvariantCulture) : null;

    /// <summary>Reads what <see cref="ToString"/> writes, <c>123-issue-12</c>, and nothing else.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="key">The key.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string? text, out ContributionKey key)
    {
        key = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 1 || !IsNumber(text.AsSpan(0, dash), 19) || !IsName(text.AsSpan(dash + 1)))
            return false;
        var known = long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var site);
        key = known ? new(site, text![(dash + 1)..]) : default;
        return known;
    }

    /// <summary>The written form, <c>123-issue-12</c>.</summary>
    /// <returns>Text of ASCII letters, digits and dashes.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Site}-{Name}");

    /// <summary>Whether a text is a contribution's name.</summary>
    /// <param name="name">Text from outside.</param>
    /// <returns>Whether it is <c>issue-</c> and a number or <c>form-</c> and 26 lower-case letters or digits.</returns>
    public static bool IsName(ReadOnlySpan<char> name) =>
        (name.StartsWith("issue-") && IsNumber(name[6..], 9)) || (name.StartsWith("form-") && IsToken(name[5..]));

    internal static bool IsNumber(ReadOnlySpan<char> text, int longest) =>
        text.Length > 0 && text.Length <= longest && text[0] != '0' && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsToken(ReadOnlySpan<char> text) =>
        text.Length == 26 && !text.ContainsAnyExcept(TokenLetters);

    // The letters of base32 (RFC 4648 section 6), in lower case.
    private static readonly SearchValues<char> TokenLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");
}

/// <summary>A key in JSON is its written form.</summary>
internal sealed class ContributionKeyJson : JsonConverter<ContributionKey>
{
    public override ContributionKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ContributionKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException("a contribution is written SITE-NAME");

    public override void Write(Utf8JsonWriter writer, ContributionKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
