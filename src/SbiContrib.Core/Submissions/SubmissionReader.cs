using System.Collections.Immutable;
using SbiContrib.Core.Sites;

namespace SbiContrib.Core.Submissions;

/// <summary>Finds the submission in an issue: made from the site's form or template, marked with its label, or named by an <c>/add</c>.</summary>
public static class SubmissionReader
{
    private const string Add = "/add";

    /// <summary>How much of an issue's text is read; GitHub allows 65,536 characters.</summary>
    private const int MostText = 65_536;

    /// <summary>Reads the submission.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="comments">Its comments, where they were read.</param>
    /// <param name="site">The site.</param>
    /// <returns>The submission, without items where no link was given; null where the issue is none of ours.</returns>
    public static Submission? Read(IssueFacts issue, ImmutableArray<CommentFacts> comments, SiteFacts site)
    {
        if (site.Settings is not { } settings || issue.Author.Login == site.Bot)
            return null;
        var body = issue.Body.Length > MostText ? issue.Body[..MostText] : issue.Body;
        var form = site.Forms.Where(form => Counts(form, settings)).Select(form => FromForm(form, body)).FirstOrDefault(read => read is not null);
        var added = Commands(issue, body, comments);
        return form is not null ? form with { Items = [.. form.Items, .. added] }
            : added.Length > 0 ? new Submission(added)
            : issue.Labels.Contains(settings.Label) ? FromText(body)
            : null;
    }

    /// <summary>Whether its comments must be read to know whether an issue is ours.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="site">The site.</param>
    /// <returns>True where it has comments: an <c>/add</c> may stand in any of them.</returns>
    public static bool NeedsComments(IssueFacts issue, SiteFacts site) =>
        issue.CommentCount > 0 && Read(issue, [], site) is not { Items.IsEmpty: false };

    private static bool Counts(FormTemplate form, SiteSettings settings) => settings.Forms.IsEmpty
        ? form.Labels.Contains(settings.Label)
        : settings.Forms.Contains(form.Path);

    private static Submission? FromForm(FormTemplate form, string body)
    {
        if (FormAnswers.Read(form, body) is not { } answers)
            return null;
        string? Of(FieldRole role) => form.Fields.Zip(answers).FirstOrDefault(pair => pair.First.Role == role && pair.Second.Length > 0).Second;
        var links = form.Fields.Zip(answers).Where(pair => pair.First.Role == FieldRole.Link).SelectMany(pair => Lines(pair.Second)).ToArray();
        var title = links.Length == 1 ? Of(FieldRole.Title) : null;
        return new([.. links.Select(link => new SubmittedItem(link, Of(FieldRole.Section), Of(FieldRole.Note), title))]);
    }

    /// <summary>A free text with our label: every line that holds a link is an item.</summary>
    private static Submission FromText(string body) =>
        new([.. Lines(body).Where(LooksLikeLink).Select(line => new SubmittedItem(line))]);

    private static ImmutableArray<SubmittedItem> Commands(IssueFacts issue, string body, ImmutableArray<CommentFacts> comments) =>
    [
        .. Commands(body),
        .. comments.Where(comment => !comment.Edited && (comment.ByMaintainer || comment.Author == issue.Author.Login)).SelectMany(comment => Commands(comment.Body)),
    ];

    // The command is the first word of a line, outside quotes and code.
    private static IEnumerable<SubmittedItem> Commands(string text)
    {
        var fenced = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
                fenced = !fenced;
            else if (!fenced && Words(line) is [Add, var link, .. var section])
                yield return new(link, section.Length > 0 ? string.Join(' ', section) : null);
        }
    }

    private static string[] Words(string line) =>
        line.StartsWith(Add, StringComparison.Ordinal) ? line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    // A link is the word that looks like one; a line without such a word is told back to its writer as it is.
    private static IEnumerable<string> Lines(string text) =>
        from line in text.Split('\n')
        let bare = line.Trim().TrimStart('-', '*', ' ')
        where bare.Length > 0
        select bare.Split(' ').FirstOrDefault(LooksLikeLink) ?? bare;

    private static bool LooksLikeLink(string text) =>
        text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("10.", StringComparison.Ordinal) || text.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("doi:", StringComparison.OrdinalIgnoreCase);
}
