using System.Collections.Immutable;

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
/// <param name="Path">The file in the repository.</param>
public sealed record ListSettings(string Path);
