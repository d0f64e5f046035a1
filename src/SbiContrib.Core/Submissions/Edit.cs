using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SbiContrib.Core.Submissions;

/// <summary>What a person changed about a submission by a command or a reply; kept, and laid over the submission as it is read.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Link">The item, by its link as typed.</param>
/// <param name="Value">What it is changed to.</param>
/// <param name="Was">What stood there then: where the submission itself says something else by now, the later word counts.</param>
public sealed record Edit(EditKind Kind, string Link, string? Value = null, string? Was = null)
{
    /// <summary>The section is one that isn't there yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NewSection { get; init; }
}

/// <summary>What an edit changes.</summary>
[JsonConverter(typeof(KebabCase<EditKind>))]
public enum EditKind
{
    /// <summary>A further item; the value is its section.</summary>
    Add,

    /// <summary>The section.</summary>
    Section,

    /// <summary>A further section.</summary>
    Also,

    /// <summary>The title.</summary>
    Title,

    /// <summary>The note.</summary>
    Note,

    /// <summary>The link: one that led nowhere is replaced.</summary>
    Link,

    /// <summary>It is wanted although the list seems to have it.</summary>
    Distinct,
}

/// <summary>Lays edits over a submission.</summary>
public static class Edits
{
    /// <summary>The submission after the edits, each upon what those before it made.</summary>
    /// <param name="read">The submission as it is read; null where there is none.</param>
    /// <param name="edits">The edits, oldest first.</param>
    /// <returns>The submission; null where there was none and no edit adds to it.</returns>
    public static Submission? Apply(Submission? read, ImmutableArray<Edit> edits)
    {
        var items = read?.Items ?? [];
        foreach (var edit in edits)
            items = After(items, edit);
        return read is null && items.IsEmpty ? null : new(items);
    }

    private static ImmutableArray<SubmittedItem> After(ImmutableArray<SubmittedItem> items, Edit edit)
    {
        var at = items.IndexOf(items.FirstOrDefault(item => item.Link == edit.Link && !item.Also)!);
        return edit.Kind switch
        {
            EditKind.Add => at < 0 ? items.Add(new(edit.Link, edit.Value) { NewSection = edit.NewSection }) : items,
            _ when at < 0 => items,
            EditKind.Also => items.Any(item => item.Link == edit.Link && item.Section == edit.Value) ? items
                : items.Insert(at + 1, items[at] with { Section = edit.Value, Also = true, NewSection = edit.NewSection }),
            _ => items.SetItem(at, After(items[at], edit)),
        };
    }

    private static SubmittedItem After(SubmittedItem item, Edit edit) => edit.Kind switch
    {
        EditKind.Section when item.Section == edit.Was => item with { Section = edit.Value, NewSection = edit.NewSection },
        EditKind.Title when item.Title == edit.Was => item with { Title = edit.Value, TitleStands = true },
        EditKind.Note when item.Note == edit.Was => item with { Note = edit.Value },
        EditKind.Link => item with { Link = edit.Value! },
        EditKind.Distinct => item with { Distinct = true },
        _ => item,
    };
}
