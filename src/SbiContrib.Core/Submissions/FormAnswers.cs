using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Submissions;

/// <summary>Takes an issue's text apart by the labels of the form that it was made from.</summary>
/// <remarks>
/// GitHub writes each field as <c>### Label</c>, a blank line and the answer, in the form's order. A person may type such a
/// line into an answer: so headings count only as the form's own labels in the form's own order, and where one stands
/// twice, an answer that the field could not have been given (a second line, an option that doesn't exist) tells which is real.
/// </remarks>
public static class FormAnswers
{
    /// <summary>The words that GitHub writes for a field left empty.</summary>
    private const string NoResponse = "_No response_";

    /// <summary>How many ways to read one text are weighed: a text made to have more isn't from the form.</summary>
    private const int MostReadings = 1000;

    /// <summary>Reads the answers.</summary>
    /// <param name="form">The form.</param>
    /// <param name="body">The text.</param>
    /// <param name="ours">The issue has our label: a field that was added or renamed after the issue was made then has no answer, and the others are read.</param>
    /// <returns>One answer a field, empty where none was given; null where the text wasn't made from the form.</returns>
    public static ImmutableArray<string>? Read(FormTemplate form, string body, bool ours)
    {
        var lines = (form.IsForm ? body : Uncommented(body)).ReplaceLineEndings("\n").Split('\n');
        var asked = form.Fields.Select(field => (Field: field, Places: Places(form, field, lines))).Where(field => !ours || field.Places.Length > 0).ToArray();
        if (!asked.Any(field => field.Field.Role is FieldRole.Link or FieldRole.Entry))
            return null;
        // A heading of a form stands on the first line; anything before it was not written by GitHub.
        if (form.IsForm && !ours && !asked[0].Places.Contains(0))
            return null;
        var fields = asked.Select(field => field.Field).ToImmutableArray();
        var read = new Reading(form with { Fields = fields }, lines, [.. asked.Select(field => field.Places)], fields.Length < form.Fields.Length).Best();
        return read is { } answers ? [.. form.Fields.Select(field => fields.IndexOf(field) is >= 0 and var at ? answers[at] : "")] : null;
    }

    /// <summary>A template's hints stand in HTML comments, which nobody sees who reads the issue.</summary>
    private static string Uncommented(string body)
    {
        var text = new StringBuilder();
        var at = 0;
        while (body.IndexOf("<!--", at, StringComparison.Ordinal) is >= 0 and var start && body.IndexOf("-->", start, StringComparison.Ordinal) is >= 0 and var end)
        {
            text.Append(body, at, start - at);
            at = end + 3;
        }
        return text.Append(body, at, body.Length - at).ToString();
    }

    private static int[] Places(FormTemplate form, FormField field, string[] lines) =>
        [.. Enumerable.Range(0, lines.Length).Where(at => Asks(form, field, lines[at]))];

    private static bool Asks(FormTemplate form, FormField field, string line) => form.IsForm
        ? line.StartsWith("### ", StringComparison.Ordinal) && line.AsSpan(4).Trim().SequenceEqual(field.Label)
        : Answer(field, line) is not null;

    /// <summary>What stands behind a template's <c>Label:</c> on its line; null where the line doesn't begin with it.</summary>
    private static string? Answer(FormField field, string line)
    {
        var bare = line.TrimStart('*', '#', ' ');
        var rest = bare.StartsWith(field.Label, StringComparison.OrdinalIgnoreCase) ? bare[field.Label.Length..].TrimStart('*', ' ') : "";
        return rest.StartsWith(':') ? rest[1..].TrimStart('*', ' ') : null;
    }

    /// <summary>The search for the places of the labels.</summary>
    /// <param name="form">The form with the fields that are looked for.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="places">Where each field's label stands.</param>
    /// <param name="other">Fields of another version of the form may stand in between: what has one line ends with it.</param>
    private sealed class Reading(FormTemplate form, string[] lines, int[][] places, bool other)
    {
        private int _tried;

        public ImmutableArray<string>? Best() => From(0, -1, []);

        // Depth first, the earliest place first: an own label typed into an answer stands behind the real one.
        private ImmutableArray<string>? From(int field, int after, ImmutableList<int> chosen)
        {
            if (field == places.Length)
                return Answers(chosen);
            foreach (var place in places[field].Where(place => place > after))
            {
                if (++_tried > MostReadings)
                    return null;
                if ((field == 0 || Fits(field - 1, Between(field - 1, chosen[^1], place))) && From(field + 1, place, chosen.Add(place)) is { } read)
                    return read;
            }
            return null;
        }

        private ImmutableArray<string>? Answers(ImmutableList<int> chosen)
        {
            var answers = ImmutableArray.CreateBuilder<string>();
            for (var field = 0; field < chosen.Count; field++)
                answers.Add(Between(field, chosen[field], field + 1 < chosen.Count ? chosen[field + 1] : lines.Length));
            return Fits(chosen.Count - 1, answers[^1]) ? answers.ToImmutable() : null;
        }

        private string Between(int field, int label, int end)
        {
            var rest = string.Join('\n', lines[(label + 1)..end]);
            var text = (form.IsForm ? rest : $"{Answer(form.Fields[field], lines[label])}\n{rest}").Trim();
            var answer = other && form.Fields[field].OneLine ? text.Split('\n')[0] : text;
            return answer == NoResponse ? "" : answer;
        }

        private bool Fits(int field, string answer) =>
            (!form.IsForm || !form.Fields[field].OneLine || !answer.Contains('\n', StringComparison.Ordinal))
            && (form.Fields[field].Options.IsEmpty || answer.Length == 0 || form.Fields[field].Picked(answer) is not null);
    }
}
