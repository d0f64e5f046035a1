using System.Collections;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Cases;

/// <summary>Facts and effects as files for people: a case is what was known, and what is to be done.</summary>
public static class CaseJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitDefaults } },
    };

    /// <summary>Writes facts; what they don't hold is left out, and so is the hash of a form's secret.</summary>
    /// <param name="facts">The facts.</param>
    /// <returns>JSON that <see cref="ReadFacts"/> reads.</returns>
    public static string Write(Facts facts) => JsonSerializer.Serialize(WithoutSecrets(facts), Options) + "\n";

    /// <summary>Reads facts.</summary>
    /// <param name="json">What <see cref="Write(Facts)"/> wrote, or a person.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="JsonException">The text holds no facts, or a word that means nothing there.</exception>
    public static Facts ReadFacts(string json) => JsonSerializer.Deserialize<Facts>(json, Options) ?? throw new JsonException("null holds no facts");

    /// <summary>Writes effects to be read: long texts line by line, files by what changes in them.</summary>
    /// <param name="effects">The effects.</param>
    /// <param name="facts">What they were decided from.</param>
    /// <returns>JSON.</returns>
    public static string Write(ImmutableArray<Effect> effects, Facts facts)
    {
        var nodes = JsonSerializer.SerializeToNode(effects, Options)!;
        return Reading.Of(nodes, facts.Site.Lists)!.ToJsonString(Options) + "\n";
    }

    private static Facts WithoutSecrets(Facts facts) => facts.Saved?.Form is { } form
        ? facts with { Saved = facts.Saved with { Form = form with { SecretHash = "" } } }
        : facts;

    // Only what the reader fills in again: properties with no say in the constructor.
    private static void OmitDefaults(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property is { IsRequired: false, AssociatedParameter: null }))
            property.ShouldSerialize = (_, value) => value switch
            {
                null or IssueState.Open or PullState.Open or ItemKind.Add => false,
                false => property.PropertyType != typeof(bool),
                string => true,
                IEnumerable many => many.Cast<object>().Any(),
                _ => true,
            };
    }
}
