namespace SbiContrib.Core.Identifiers;

/// <summary>Why a link names no work that we can tell.</summary>
public enum UnknownReason
{
    /// <summary>Nothing in it is known to us: no link at all, or a host without a rule.</summary>
    Unknown,

    /// <summary>It may be a work, but only its page says which.</summary>
    NeedsPage,

    /// <summary>It is a search, a list, a home page or an organisation.</summary>
    NotAWork,
}

/// <summary>What a link or a bare text names.</summary>
/// <param name="Input">The text as it was given.</param>
/// <param name="Id">The canonical identifier, or null where the text doesn't hold one.</param>
/// <param name="Version">The version that the link asks for, such as <c>2</c> of <c>2101.00001v2</c>; null where it names none.</param>
/// <param name="Url">The canonical landing page, or null where <paramref name="Id"/> is null.</param>
/// <param name="Reason">Why there is no identifier; null where there is one.</param>
public sealed record Identification(string Input, Identifier? Id, string? Version, Uri? Url, UnknownReason? Reason);
