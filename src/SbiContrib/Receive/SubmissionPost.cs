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
internal sealed record SubmissionPost(
    string? Site = null,
    ImmutableArray<SubmittedItem>? Items = null,
    string? Link = null,
    string? Section = null,
    string? Note = null,
    string? Name = null,
    string? Secret = null,
    bool Withdraw = false)
{
    /// <summary>The largest body that is read.</summary>
    public const long MostBytes = 256 * 1024;

    private const int LongestText = 4_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>Reads a body.</summary>
    /// <exception cref="FormatException">It can't be read: the message says which field, and what to write there.</exception>
    public static SubmissionPost Read(ReadOnlyMemory<byte> body, bool form) => form ? FromForm(body) : FromJson(body);

    /// <summary>What was sent, as a submission.</summary>
    /// <exception cref="FormatException">A field is missing, too long or too often there.</exception>
    public Submission ToSubmission()
    {
        var lines = Link?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var all = (Items ?? []).Concat(lines.Select(line => new SubmittedItem(line)))
            .Select(item => item with { Section = item.Section ?? Section, Note = item.Note ?? Note })
            .Select((item, at) => Checked(item, at + 1)).ToImmutableArray();
        return all.Length switch
        {
            0 => throw new FormatException("Field `link` is empty: please give the link of a work, such as https://arxiv.org/abs/2010.06439."),
            > Submission.MostItems => throw new FormatException($"There are {all.Length} links; at most {Submission.MostItems} go into one submission. Please send the others in another one."),
            _ => new(all),
        };
    }

    private static SubmittedItem Checked(SubmittedItem item, int number)
    {
        if (string.IsNullOrWhiteSpace(item.Link))
            throw new FormatException($"Link {number} is empty.");
        foreach (var (field, text) in new[] { ("link", item.Link), ("section", item.Section), ("note", item.Note), ("title", item.Title) })
            if (text?.Length > LongestText)
                throw new FormatException($"Field `{field}` of link {number} has {text.Length} characters; at most {LongestText} are taken.");
        return item;
    }

    private static SubmissionPost FromJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<SubmissionPost>(body.Span, Json) ?? throw new FormatException("The body is null: an object is wanted.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The body can't be read as JSON: {(fault.Path is { } path ? $"at {path}" : "it isn't JSON")}.", fault);
        }
    }

    private static SubmissionPost FromForm(ReadOnlyMemory<byte> body)
    {
        var fields = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span));
        string? Field(string name) => fields.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;
        return new(Field("site"), null, Field("link"), Field("section"), Field("note"), Field("name"), Field("secret"), Field("withdraw") is not null);
    }
}
