using System.Collections.Immutable;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Sites;

/// <summary>A site's own settings, <c>.github/sbi-contrib.yml</c> on its default branch.</summary>
public sealed record SiteSettings
{
    /// <summary>Where the settings stand in the repository.</summary>
    public const string Path = ".github/sbi-contrib.yml";

    /// <summary>The lists, in the order in which a section is looked for.</summary>
    public required ImmutableArray<ListSettings> Lists { get; init; }

    /// <summary>The label that marks contributions: <c>contribution</c> unless said otherwise.</summary>
    public string Label { get; init; } = "contribution";

    /// <summary>The issue forms and templates that make contributions; where none is named, those that set <see cref="Label"/>.</summary>
    public ImmutableArray<string> Forms { get; init; } = [];

    /// <summary>Whether people may send entries by the web form, without an account.</summary>
    public bool WebForm { get; init; }

    /// <summary>How many web-form submissions a day go straight to a pull request.</summary>
    public int WebFormPerDay { get; init; } = 20;

    /// <summary>Whether the check run waits for a maintainer's approval before it succeeds.</summary>
    public bool RequireApproval { get; init; }

    /// <summary>Whether a pull request is merged by us once checks and approval stand, instead of by people.</summary>
    public bool MergeByBot { get; init; }
}

/// <summary>One list of a site.</summary>
/// <param name="Path">The file or the folder in the repository.</param>
public sealed record ListSettings(string Path)
{
    /// <summary>How it is written down; null where its files shall tell.</summary>
    public ListFamily? Family { get; init; }

    /// <summary>The LaTeX page that cites the keys of a BibTeX file; null for the one of the same name beside it.</summary>
    public string? Index { get; init; }

    /// <summary>The JSON Schema of a folder's entries; null for one of the same name in the repository.</summary>
    public string? Schema { get; init; }

    /// <summary>The field that holds an entry's section; null where the entries shall tell.</summary>
    public string? Section { get; init; }

    /// <summary>The program that writes the list besides people; null where there is none.</summary>
    public CrawlerSettings? Crawler { get; init; }

    /// <summary>Whether a file of the repository is part of the list.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>True for the file itself, for those directly in the folder, for the index and the schema.</returns>
    public bool Holds(string path) =>
        path == Path || path == Index || path == Schema
        || (path.StartsWith(Path, StringComparison.Ordinal) && path.Length > Path.Length && path[Path.Length] == '/' && path.IndexOf('/', Path.Length + 1) < 0);

    /// <summary>The list, of a site's files.</summary>
    /// <param name="files">All files of the site's lists.</param>
    /// <returns>The list with those that are its own.</returns>
    public ListFiles Of(ImmutableArray<ListFile> files) =>
        new(Path, [.. files.Where(file => Holds(file.Path))]) { Family = Family, Schema = Schema, SectionField = Section };
}

/// <summary>A program of the site's own that adds entries by itself, or writes the list anew.</summary>
/// <param name="Login">The account that its commits bear; without it, only a main without its former history counts as a run of it.</param>
/// <param name="Override">The file that tells it the categories of entries, by their ids.</param>
/// <param name="Blacklist">The file that tells it the titles to leave out.</param>
public sealed record CrawlerSettings(string? Login, string? Override, string? Blacklist);
