using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Receive;

/// <summary>What a web form or a program sent, before it is believed.</summary>
/// <param name="Site"><c>owner/name</c>.</param>
/// <param name="Items">The items.</param>
/// <param name="Link">One link, for those who send no list; a form's text area holds several, one a line.</param>
/// <param name="Section">The section of all links that don't say their own.</param>
/// <param name="Note">The note of all links that don't say their own.</param>
/// <param name="Name">The name to thank.</param>
/// <param name="Secret">The owner's secret, where a submission is changed.</param>
/// <param name="Withdraw">The submission is taken back.</param>
/// <param name="Entry">A listed entry that is to be changed, by its link or title; the fields behind it say how.</param>
/// <param name="NewTitle">The title that it is to have.</param>
/// <param name="NewLink">The link that it is to have.</param>
/// <param name="NewSection">The section that it is to stand in; without an entry, one to be made for the links.</param>
/// <param name="ReasonForRemoval">Why it is to go.</param>
internal sealed record SubmissionPost(
    string? Site = null,
    ImmutableArray<SubmittedItem?>? Items = null,
    string? Link = null,
    string? Section = null,
    string? Note = null,
    string? Name = null,
    string? Secret = null,
    bool Withdraw = false,
    string? Entry = null,
    string? NewTitle = null,
    string? NewLink = null,
    string? NewSection = null,
    string? ReasonForRemoval = null)
{
    /// <summary>The largest body that is read.</summary>
    public const long MostBytes = 256 * 1024;

    private const int LongestText = 4_000;
    private const int LongestName = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>Reads a request's body: a browser's form post, else JSON.</summary>
    /// <exception cref="RefusalException">It can't be read: the message says which field, and what to write there.</exception>
    public static SubmissionPost Read(ReadOnlyMemory<byte> body, string? contentType) =>
        IsForm(contentType) ? FromForm(body)
        : Is(contentType, "multipart/") ? throw new RefusalException("A form's enctype must be application/x-www-form-urlencoded (it is, where the form names none).", StatusCodes.Status415UnsupportedMediaType)
        : FromJson(body);

    /// <summary>Whether a browser posts a form.</summary>
    public static bool IsForm(string? contentType) => Is(contentType, "application/x-www-form-urlencoded");

    /// <summary>What was sent, as a submission.</summary>
    /// <exception cref="RefusalException">A field is missing, too long or too often there.</exception>
    public Submission ToSubmission()
    {
        var lines = Link?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var all = (Items ?? []).Select(item => item ?? new("")).Concat(lines.Select(line => new SubmittedItem(line)))
            .Select(item => item with { Section = item.Section ?? NewSection ?? Section, Note = item.Note ?? Note, NewSection = item.NewSection || (item.Section is null && NewSection is not null) })
            .Concat(Change())
            .Select((item, at) => Checked(item, at + 1)).ToImmutableArray();
        return all.Length switch
        {
            0 => throw new RefusalException("Field `link` is empty: please give the link of a work, such as https://arxiv.org/abs/2010.06439."),
            > Submission.MostItems => throw new RefusalException($"There are {all.Length} links; at most {Submission.MostItems} go into one submission. Please send the others in another one."),
            _ => new(all),
        };
    }

    private IEnumerable<SubmittedItem> Change()
    {
        if (Entry is { Length: > 0 } entry)
            yield return new(entry, NewSection, ReasonForRemoval ?? Note, NewTitle) { Kind = ReasonForRemoval is { Length: > 0 } ? ItemKind.Remove : ItemKind.Correct, NewLink = NewLink };
    }

    /// <summary>The name to thank.</summary>
    /// <exception cref="RefusalException">It is too long.</exception>
    public string? ToName() => Name?.Length > LongestName
        ? throw new RefusalException($"Field `name` has {Name.Length} characters; at most {LongestName} are taken.")
        : Name;

    private static SubmittedItem Checked(SubmittedItem item, int number)
    {
        if (string.IsNullOrWhiteSpace(item.Link))
            throw new RefusalException($"Link {number} is empty.");
        foreach (var (field, text) in new[] { ("link", item.Link), ("section", item.Section), ("note", item.Note), ("title", item.Title), ("newLink", item.NewLink) })
            if (text?.Length > LongestText)
                throw new RefusalException($"Field `{field}` of link {number} has {text.Length} characters; at most {LongestText} are taken.");
        // What only a command may say.
        return item with { Distinct = false, TitleStands = item.Kind == ItemKind.Correct && item.Title is not null, Also = false };
    }

    private static SubmissionPost FromJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<SubmissionPost>(body.Span, Json) ?? throw new RefusalException("The body is null: an object is wanted.");
        }
        catch (JsonException fault)
        {
            throw new RefusalException($"The body can't be read as JSON: {(fault.Path is { Length: > 1 } path ? $"at {path}" : "an object is wanted")}.");
        }
    }

    private static SubmissionPost FromForm(ReadOnlyMemory<byte> body)
    {
        var fields = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span));
        string? Field(string name) => fields.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;
        // A form may have several fields of that name.
        var links = fields.TryGetValue("link", out var all) ? string.Join('\n', all.ToArray()) : null;
        return new(Field("site"), null, links, Field("section"), Field("note"), Field("name"), Field("secret"), Field("withdraw") is not null, Field("entry"), Field("new-title"), Field("new-link"), Field("new-section"), Field("reason-for-removal"));
    }

    private static bool Is(string? contentType, string type) => contentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
