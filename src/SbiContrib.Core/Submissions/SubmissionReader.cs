using System.Collections.Immutable;
using SbiContrib.Core.Commands;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Sites;

namespace SbiContrib.Core.Submissions;

/// <summary>Finds the submission in an issue: made from the site's form or template, marked with its label, or named by an <c>/add</c>.</summary>
public static class SubmissionReader
{
    /// <summary>Reads the submission.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="site">The site.</param>
    /// <returns>The submission, without items where no link was given; null where the issue is none of ours.</returns>
    public static Submission? Read(IssueFacts issue, SiteFacts site)
    {
        // Whose settings are broken is still told so: the usual label and its forms say which issues are meant for us.
        var settings = site.Settings ?? (site.SettingsProblem is null ? null : new SiteSettings { Lists = [] });
        if (settings is null || issue.Author.Login == site.Bot)
            return null;
        var body = IssueText.WithoutComments(issue.Body);
        var labelled = issue.Labels.Contains(settings.Label, StringComparer.OrdinalIgnoreCase);
        var forms = site.Forms.Where(form => Counts(form, settings)).OrderByDescending(form => form.Fields.Count(field => body.Contains(field.Label, StringComparison.Ordinal))).ToArray();
        // The form that fits to the letter; else, with our label, the one that has most of its fields: it may have changed since.
        var form = forms.Select(form => FromForm(form, body, false)).Concat(labelled ? forms.Select(form => FromForm(form, body, true)) : []).FirstOrDefault(read => read is not null);
        var added = Added(issue.Body, site.Bot);
        return form is not null ? form with { Items = [.. form.Items, .. added] }
            : added.Length > 0 ? new Submission(added)
            : labelled ? FromText(body)
            : null;
    }

    /// <summary>Whether its comments must be read to know whether an issue is ours.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="saved">The contribution as it was saved.</param>
    /// <param name="site">The site.</param>
    /// <param name="now">The time: what is overdue is read whole, for somebody may have deleted our comment and written another.</param>
    /// <returns>True where it has a comment besides our own, or nothing but a comment can make it ours: an <c>/add</c> may stand in any of them.</returns>
    public static bool NeedsComments(IssueFacts issue, Contribution? saved, SiteFacts site, DateTimeOffset now) =>
        issue.CommentCount > (saved?.StatusComment is null or StatusCommentFacts.Silenced || saved.Due <= now ? 0 : 1) || (issue.CommentCount > 0 && Read(issue, site) is not { Items.IsEmpty: false });

    private static bool Counts(FormTemplate form, SiteSettings settings) => settings.Forms.IsEmpty
        ? form.Labels.Contains(settings.Label, StringComparer.OrdinalIgnoreCase)
        : settings.Forms.Contains(form.Path);

    private static Submission? FromForm(FormTemplate form, string body, bool labelled)
    {
        if (FormAnswers.Read(form, body, labelled) is not { } answers)
            return null;
        return form.Fields.Any(field => field.Role == FieldRole.Entry) ? Change(form, answers) : New(form, answers);
    }

    private static Submission New(FormTemplate form, ImmutableArray<string> answers)
    {
        var links = form.Fields.Zip(answers).Where(pair => pair.First.Role == FieldRole.Link).SelectMany(pair => Links(pair.Second)).ToArray();
        var title = links.Length == 1 ? Of(form, answers, FieldRole.Title) : null;
        var sections = Sections(form, answers);
        return new([.. links.SelectMany(link => sections.Select((section, at) => new SubmittedItem(link, section.Section, Of(form, answers, FieldRole.Note), title) { Also = at > 0, NewSection = section.IsNew }))]);
    }

    private static string? Of(FormTemplate form, ImmutableArray<string> answers, FieldRole role) =>
        form.Fields.Zip(answers).FirstOrDefault(pair => pair.First.Role == role && pair.Second.Length > 0).Second;

    // A new section counts where one is named; of a dropdown several options may be picked.
    private static ImmutableArray<(string? Section, bool IsNew)> Sections(FormTemplate form, ImmutableArray<string> answers)
    {
        if (Of(form, answers, FieldRole.NewSection) is { } made)
            return [(made, true)];
        var (field, answer) = form.Fields.Zip(answers).FirstOrDefault(pair => pair.First.Role == FieldRole.Section && pair.Second.Length > 0);
        return field is null ? [(null, false)]
            : field.Options.IsEmpty ? [NewSections.Read(answer)]
            : field.Picked(answer) is { } picked ? [.. picked.Select(option => ((string?)option, false))]
            : [(answer, false)];
    }

    // What is said of a listed entry; where the form asks why it should go, it should go.
    private static Submission Change(FormTemplate form, ImmutableArray<string> answers)
    {
        var section = NewSections.Read(Of(form, answers, FieldRole.NewSection));
        return Of(form, answers, FieldRole.Entry) is not { } entry ? new([]) : new(
        [
            .. Links(entry).Take(1).Select(link => new SubmittedItem(link, section.Section, Of(form, answers, FieldRole.Remove) ?? Of(form, answers, FieldRole.Note), Of(form, answers, FieldRole.NewTitle))
            {
                Kind = form.Fields.Any(field => field.Role == FieldRole.Remove) ? ItemKind.Remove : ItemKind.Correct,
                NewLink = Of(form, answers, FieldRole.NewLink),
                TitleStands = Of(form, answers, FieldRole.NewTitle) is not null,
                NewSection = section.IsNew,
            }),
        ]);
    }

    /// <summary>A free text with our label: every link in it is an item.</summary>
    private static Submission FromText(string body) =>
        new([.. IssueText.Said(body).SelectMany(LinksOf).Select(link => new SubmittedItem(link))]);

    private static ImmutableArray<SubmittedItem> Added(string body, string bot) =>
    [
        .. from given in CommandReader.Read(body, bot)
           where given is { Command.Name: CommandName.Add, Rest.Length: > 0 }
           let add = Split(given.Rest)
           let section = NewSections.Read(add.Behind)
           select new SubmittedItem(add.Link, section.Section) { NewSection = section.IsNew },
    ];

    /// <summary>A link and what follows it.</summary>
    /// <param name="text">The arguments of a command.</param>
    /// <returns>The first word without what people dress links in, and the words behind it; null where there are none.</returns>
    internal static (string Link, string? Behind) Split(string text)
    {
        var words = text.Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (words.Length > 0 ? Undressed(words[0]) : "", words.Length > 1 ? words[1] : null);
    }

    // A line of an answer without a link is told back to its writer as it is.
    private static IEnumerable<string> Links(string answer) =>
        from line in answer.Split('\n')
        let bare = line.Trim().TrimStart('-', '*', ' ')
        where bare.Length > 0 && !bare.StartsWith("```", StringComparison.Ordinal)
        let links = LinksOf(bare).ToArray()
        from link in links.Length > 0 || bare.StartsWith("### ", StringComparison.Ordinal) ? links : [bare]
        select link;

    internal static IEnumerable<string> LinksOf(string line) =>
        line.Split([' ', '\t', '|'], StringSplitOptions.RemoveEmptyEntries).Select(Undressed).Where(LooksLikeLink);

    // [words](address), <address>, "address",
    private static string Undressed(string word)
    {
        var target = word.LastIndexOf("](", StringComparison.Ordinal);
        return (target < 0 ? word : word[(target + 2)..].TrimEnd(')')).Trim('<', '>', '"', '\'', ',', ';');
    }

    private static bool LooksLikeLink(string word) => word.Contains("://", StringComparison.Ordinal) || Identify.Link(word).Reason is not UnknownReason.Unknown;
}
