namespace SbiContrib.Local.Azurite;

/// <summary>How a local storage is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where the data is kept. Without it a temporary folder is made, and removed at the end.</summary>
    public string? DataFolder { get; init; }
}
