using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SbiContrib.Core.Submissions;

/// <summary>An issue form or a Markdown issue template of the site.</summary>
/// <param name="Path">The file in the repository.</param>
/// <param name="Labels">The labels that GitHub puts on its issues.</param>
/// <param name="Fields">What it asks, in order.</param>
public sealed record FormTemplate(string Path, ImmutableArray<string> Labels, ImmutableArray<FormField> Fields)
{
    /// <summary>The page says <c>### Label</c> (a form); otherwise <c>Label:</c> at a line's start (a Markdown template).</summary>
    [JsonIgnore]
    public bool IsForm => !Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A question of a form.</summary>
/// <param name="Label">Its words, as they stand in the issue.</param>
/// <param name="Role">What its answer is for us.</param>
/// <param name="Options">The answers that can be picked; empty where any text is allowed.</param>
/// <param name="OneLine">Its answer has no line break.</param>
public sealed record FormField(string Label, FieldRole Role, ImmutableArray<string> Options, bool OneLine)
{
    /// <summary>The options that an answer holds: GitHub writes one as it is, and several with a comma between, however many are in each.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The options; null where it couldn't have been given.</returns>
    public ImmutableArray<string>? Picked(string answer)
    {
        if (Options.Contains(answer))
            return [answer];
        var picked = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < answer.Length; at += picked[^1].Length + Between.Length)
        {
            var rest = answer[at..];
            if (Options.Where(option => rest == option || rest.StartsWith(option + Between, StringComparison.Ordinal)).MaxBy(option => option.Length) is not { Length: > 0 } next)
                return null;
            picked.Add(next);
        }
        return picked.ToImmutable();
    }

    private const string Between = ", ";
}

/// <summary>What a form's field is for us.</summary>
[JsonConverter(typeof(KebabCase<FieldRole>))]
public enum FieldRole
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>Links, one a line.</summary>
    Link,

    /// <summary>The section.</summary>
    Section,

    /// <summary>A note.</summary>
    Note,

    /// <summary>The work's title.</summary>
    Title,

    /// <summary>A listed entry, by its link or title: the form is about it.</summary>
    Entry,

    /// <summary>The link that the listed entry is to have.</summary>
    NewLink,

    /// <summary>The title that the listed entry is to have.</summary>
    NewTitle,

    /// <summary>The section that the listed entry is to stand in; in a form for new entries, one that isn't there yet.</summary>
    NewSection,

    /// <summary>Why the listed entry is to go.</summary>
    Remove,
}
