using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Sites;

namespace SbiContrib.Core.Submissions;

/// <summary>Finds the submission in an issue: made from the site's form or template, marked with its label, or named by an <c>/add</c>.</summary>
public static class SubmissionReader
{
    private const string Add = "/add";

    /// <summary>Reads the submission.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="comments">Its comments, where they were read.</param>
    /// <param name="site">The site.</param>
    /// <returns>The submission, without items where no link was given; null where the issue is none of ours.</returns>
    public static Submission? Read(IssueFacts issue, ImmutableArray<CommentFacts> comments, SiteFacts site)
    {
        // Whose settings are broken is still told so: the usual label and its forms say which issues are meant for us.
        var settings = site.Settings ?? (site.SettingsProblem is null ? null : new SiteSettings { Lists = [] });
        if (settings is null || issue.Author.Login == site.Bot)
            return null;
        var body = IssueText.WithoutComments(issue.Body);
        var labelled = issue.Labels.Contains(settings.Label, StringComparer.OrdinalIgnoreCase);
        var form = site.Forms.Where(form => Counts(form, settings)).Select(form => FromForm(form, body, labelled)).FirstOrDefault(read => read is not null);
        var added = Commands(issue, body, comments);
        return form is not null ? form with { Items = [.. form.Items, .. added] }
            : added.Length > 0 ? new Submission(added)
            : labelled ? FromText(body)
            : null;
    }

    /// <summary>Whether its comments must be read to know whether an issue is ours.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="saved">The contribution as it was saved.</param>
    /// <param name="site">The site.</param>
    /// <returns>True where it has a comment besides our own, or nothing but a comment can make it ours: an <c>/add</c> may stand in any of them.</returns>
    public static bool NeedsComments(IssueFacts issue, Contribution? saved, SiteFacts site) =>
        issue.CommentCount > (saved?.StatusComment is null ? 0 : 1) || (issue.CommentCount > 0 && Read(issue, [], site) is not { Items.IsEmpty: false });

    /// <summary>The words that a submission is read from: the issue's text and every <c>/add</c>.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="comments">Its comments, where they were read.</param>
    /// <returns>The words; the same as long as nobody edits them.</returns>
    public static string Words(IssueFacts issue, ImmutableArray<CommentFacts> comments) =>
        string.Join('\n', Commands(issue, "", comments).Select(item => $"{Add} {item.Link} {item.Section}").Prepend(issue.Body));

    private static bool Counts(FormTemplate form, SiteSettings settings) => settings.Forms.IsEmpty
        ? form.Labels.Contains(settings.Label, StringComparer.OrdinalIgnoreCase)
        : settings.Forms.Contains(form.Path);

    private static Submission? FromForm(FormTemplate form, string body, bool labelled)
    {
        if (FormAnswers.Read(form, body, labelled) is not { } answers)
            return null;
        string? Of(FieldRole role) => form.Fields.Zip(answers).FirstOrDefault(pair => pair.First.Role == role && pair.Second.Length > 0).Second;
        var links = form.Fields.Zip(answers).Where(pair => pair.First.Role == FieldRole.Link).SelectMany(pair => Links(pair.Second)).ToArray();
        var title = links.Length == 1 ? Of(FieldRole.Title) : null;
        return new([.. links.Select(link => new SubmittedItem(link, Of(FieldRole.Section), Of(FieldRole.Note), title))]);
    }

    /// <summary>A free text with our label: every link in it is an item.</summary>
    private static Submission FromText(string body) =>
        new([.. IssueText.Said(body).SelectMany(LinksOf).Select(link => new SubmittedItem(link))]);

    private static ImmutableArray<SubmittedItem> Commands(IssueFacts issue, string body, ImmutableArray<CommentFacts> comments) =>
    [
        .. Commands(body),
        .. comments.Where(comment => comment.ByMaintainer || comment.Author == issue.Author.Login).SelectMany(comment => Commands(IssueText.WithoutComments(comment.Body))),
    ];

    // The command is the first word of a line; what stands behind the link is the section.
    private static IEnumerable<SubmittedItem> Commands(string text) =>
        from line in IssueText.Said(text)
        where line.StartsWith(Add, StringComparison.Ordinal)
        let words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
        where words is [Add, _, ..]
        select new SubmittedItem(words[1], words.Length > 2 ? string.Join(' ', words[2..]) : null);

    // A line of an answer without a link is told back to its writer as it is.
    private static IEnumerable<string> Links(string answer) =>
        from line in answer.Split('\n')
        let bare = line.Trim().TrimStart('-', '*', ' ')
        where bare.Length > 0 && !bare.StartsWith("```", StringComparison.Ordinal)
        let links = LinksOf(bare).ToArray()
        from link in links.Length > 0 || bare.StartsWith("### ", StringComparison.Ordinal) ? links : [bare]
        select link;

    private static IEnumerable<string> LinksOf(string line) =>
        line.Split([' ', '\t', '|'], StringSplitOptions.RemoveEmptyEntries).Select(Undressed).Where(LooksLikeLink);

    // [words](address), <address>, "address",
    private static string Undressed(string word)
    {
        var target = word.LastIndexOf("](", StringComparison.Ordinal);
        return (target < 0 ? word : word[(target + 2)..].TrimEnd(')')).Trim('<', '>', '"', '\'', ',', ';');
    }

    private static bool LooksLikeLink(string word) => word.Contains("://", StringComparison.Ordinal) || Identify.Link(word).Reason is not UnknownReason.Unknown;
}
