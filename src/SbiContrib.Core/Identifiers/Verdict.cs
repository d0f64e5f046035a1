namespace SbiContrib.Core.Identifiers;

/// <summary>What a rule says of an address: an identifier, or why there is none; its page where the identifier alone doesn't give it.</summary>
internal readonly record struct Verdict(Identifier? Id, string? Version, UnknownReason? Reason, Uri? Page = null)
{
    public static Verdict Unknown { get; } = new(null, null, UnknownReason.Unknown);

    public static Verdict NeedsPage { get; } = new(null, null, UnknownReason.NeedsPage);

    public static Verdict NotAWork { get; } = new(null, null, UnknownReason.NotAWork);

    public static Verdict Is(string scheme, string value, string? version = null) =>
        new(new Identifier(scheme, value), version, null);
}
