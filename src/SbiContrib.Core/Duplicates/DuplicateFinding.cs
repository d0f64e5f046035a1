namespace SbiContrib.Core.Duplicates;

/// <summary>How sure it is that two works are one.</summary>
public enum DuplicateVerdict
{
    /// <summary>They look alike: a maintainer decides, with both side by side.</summary>
    Likely,

    /// <summary>They are one work.</summary>
    Certain,
}

/// <summary>Which of two versions of one work is the one asked about, where their identifiers tell a preprint from what was published.</summary>
public enum WorkUpdate
{
    /// <summary>Neither is known to be the other's later version.</summary>
    None,

    /// <summary>The one asked about was published; the one found is its preprint.</summary>
    PublishesFound,

    /// <summary>The one asked about is the preprint of the one found.</summary>
    PreprintOfFound,
}

/// <summary>A work that is, or may be, the one asked about.</summary>
/// <param name="Key">The key of the work found.</param>
/// <param name="Verdict">How sure it is.</param>
/// <param name="Reason">Why, in words for a maintainer.</param>
/// <param name="Update">Whether one is the preprint of the other; never said of a likely pair.</param>
public sealed record DuplicateFinding(string Key, DuplicateVerdict Verdict, string Reason, WorkUpdate Update);
