namespace SbiContrib.Core.Submissions;

/// <summary>A section that isn't there yet, as people ask for it: <c>new: NAME</c>.</summary>
internal static class NewSections
{
    private const string Mark = "new:";

    /// <summary>The section's name, and whether it is to be made.</summary>
    public static (string? Section, bool IsNew) Read(string? typed) =>
        typed is not null && typed.StartsWith(Mark, StringComparison.OrdinalIgnoreCase) ? (typed[Mark.Length..].Trim(), true) : (typed, false);
}
