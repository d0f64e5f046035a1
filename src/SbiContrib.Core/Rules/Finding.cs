using System.Text.Json.Serialization;

namespace SbiContrib.Core.Rules;

/// <summary>What a rule has to say of an item.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Outcome">What becomes of the item, where the finding is an error.</param>
/// <param name="Words">A sentence for people, in Markdown: which value, and what to do.</param>
public sealed record Finding(string Rule, Severity Severity, Outcome Outcome, string Words)
{
    /// <summary>The contribution that has to end before the item can be looked at again.</summary>
    public ContributionKey? WaitsFor { get; init; }

    internal static Finding Error(string rule, Outcome outcome, string words) => new(rule, Severity.Error, outcome, words);

    internal static Finding Warning(string rule, string words) => new(rule, Severity.Warning, Outcome.Good, words);
}

/// <summary>How much a finding weighs.</summary>
[JsonConverter(typeof(KebabCase<Severity>))]
public enum Severity
{
    /// <summary>The item can't be added as it is.</summary>
    Error,

    /// <summary>A maintainer should look at it.</summary>
    Warning,
}
