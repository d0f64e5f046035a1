using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>A service's recorded answers: a folder of its name, a file for each answer named after the identifier (what can't stand in a file's name is <c>_</c>), and beside it <c>FILE.http.json</c> with the status where it was recorded.</summary>
internal sealed class RecordedSource : ISource
{
    private readonly SourceProfile profile;
    private readonly ILookup<string, FileInfo> files;

    public RecordedSource(SourceProfile profile, DirectoryInfo directory)
    {
        this.profile = profile;
        var folder = new DirectoryInfo(Path.Combine(directory.FullName, profile.Name));
        var found = folder.Exists ? folder.EnumerateFiles().Where(file => !file.Name.EndsWith(".http.json", StringComparison.Ordinal)) : [];
        files = found.OrderBy(file => file.Name, StringComparer.Ordinal).ToLookup(file => Stem(Path.GetFileNameWithoutExtension(file.Name)), StringComparer.OrdinalIgnoreCase);
    }

    public string Name => profile.Name;

    public int Batch => 1;

    public bool Knows(Identifier id) => profile.Knows(id);

    public async Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        if (files[Stem(ids[0].Value)].LastOrDefault() is not { } file)
            return new(SourceAnswer.None(SourceError.NotFound));
        var body = await File.ReadAllBytesAsync(file.FullName, cancellation);
        return new(profile.Read(body, RecordedAnswer.Status(file.FullName)));
    }

    // Versions of an arXiv paper answer for it.
    private string Stem(string value)
    {
        var name = RecordedAnswer.Stem(value);
        var v = profile.Name == "arxiv" ? name.LastIndexOf('v') : -1;
        return v > 0 && v + 1 < name.Length && name.AsSpan(v + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..v] : name;
    }
}
