using System.Globalization;

namespace SbiContrib.Simulation.Kernel;

/// <summary>What happened, line by line, where somebody wants to read it.</summary>
internal sealed class Story(Clock clock, bool told, bool every = false)
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    /// <summary>A number that is the same for the same story, told or not.</summary>
    public ulong Sum { get; private set; } = 14695981039346656037;

    /// <summary>A request, which is worth a line only to who wants every one.</summary>
    public void Note(string who, string what)
    {
        Add(what);
        if (every)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{clock.Now:ddd HH:mm:ss.fff}  {who,-8}    {what}"));
    }

    private void Add(string what)
    {
        foreach (var letter in what)
            Sum = unchecked((Sum ^ letter) * 1099511628211);
    }

    public void Tell(string who, string what)
    {
        Add(what);
        if (told)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{clock.Now:ddd HH:mm:ss.fff}  {who,-8}  {what.ReplaceLineEndings(" ⏎ ")}"));
    }
}
