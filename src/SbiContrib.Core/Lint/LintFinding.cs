using System.Text.Json.Serialization;

namespace SbiContrib.Core.Lint;

/// <summary>How much a finding in a list weighs.</summary>
[JsonConverter(typeof(KebabCase<LintLevel>))]
public enum LintLevel
{
    /// <summary>A reader is misled, or finds nothing.</summary>
    Error,

    /// <summary>The list breaks a habit of its own.</summary>
    Warning,

    /// <summary>A maintainer may look at it; it fails no build.</summary>
    Advice,
}

/// <summary>What is wrong with a list at one place.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Level">How much it weighs.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and what to do, as plain text.</param>
public sealed record LintFinding(string Rule, LintLevel Level, string Path, int Line, string Message)
{
    /// <summary>What would mend it without touching anything besides; null where a person must decide.</summary>
    public LintFix? Fix { get; init; }
}

/// <summary>A safe repair: what stands at one place, and what is to stand there.</summary>
/// <param name="Offset">Where it begins in the file's text.</param>
/// <param name="Length">How much goes.</param>
/// <param name="Text">What comes.</param>
public sealed record LintFix(int Offset, int Length, string Text);

/// <summary>A rule of the lint; those that there are, <see cref="Linter.Rules"/> has.</summary>
public sealed record LintRule
{
    internal LintRule(string name, string summary, LintLevel level) => (Name, Summary, Level) = (name, summary, level);

    /// <summary>Its name, as findings and settings of others know it.</summary>
    public string Name { get; }

    /// <summary>What it finds, in one sentence.</summary>
    public string Summary { get; }

    /// <summary>What its findings weigh at most.</summary>
    public LintLevel Level { get; }

    internal Func<LintedList, IEnumerable<LintFinding>> Check { get; init; } = _ => [];

    internal LintFinding At(string path, int line, string message, LintLevel? level = null) => new(Name, level ?? Level, path, line, message);
}
