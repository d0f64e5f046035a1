namespace SbiContrib.Local.Npm;

/// <summary>A package can't be had; the message says what to do, for the person at the terminal.</summary>
public sealed class NpmException : Exception
{
    /// <inheritdoc cref="NpmException"/>
    public NpmException(string message) : base(message) { }

    /// <inheritdoc cref="NpmException"/>
    public NpmException(string message, Exception inner) : base(message, inner) { }

    /// <inheritdoc cref="NpmException"/>
    public NpmException() { }
}
