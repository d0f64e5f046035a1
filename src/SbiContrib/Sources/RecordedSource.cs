using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>A service's recorded answers: a folder of its name (or of its name and <c>-</c> and more), a file an answer, and beside it <c>FILE.http.json</c> with the status where it was recorded.</summary>
/// <remarks>A file is found by its name, the identifier with <c>_</c> for what can't stand in a file's name; else by what it holds, for which all files of the service are read once.</remarks>
internal sealed class RecordedSource : ISource
{
    private readonly SourceProfile profile;
    private readonly FileInfo[] files;
    private readonly ILookup<string, FileInfo> named;
    private readonly Lazy<Dictionary<Identifier, Work>> held;

    public RecordedSource(SourceProfile profile, DirectoryInfo directory)
    {
        this.profile = profile;
        files = [.. directory.EnumerateDirectories().Where(folder => folder.Name == profile.Name || folder.Name.StartsWith(profile.Name + "-", StringComparison.Ordinal))
            .SelectMany(folder => folder.EnumerateFiles()).Where(file => !file.Name.EndsWith(".http.json", StringComparison.Ordinal)).OrderBy(file => file.Name.Length).ThenBy(file => file.Name, StringComparer.Ordinal)];
        named = files.ToLookup(file => Stem(Path.GetFileNameWithoutExtension(file.Name)), StringComparer.OrdinalIgnoreCase);
        held = new(Index);
    }

    public string Name => profile.Name;

    public int Batch => 1;

    public bool Knows(Identifier id) => profile.Knows(id);

    public Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        var id = ids[0];
        var file = named[Stem(id.Value)].LastOrDefault();
        var answer = file is null ? SourceAnswer.None(SourceError.NotFound) : Read(file);
        return Task.FromResult(new SourceReply(answer.Works.Any(work => work.Ids.Contains(id)) || !held.Value.TryGetValue(id, out var work) ? answer : new([work], null)));
    }

    private SourceAnswer Read(FileInfo file) =>
        (file.Extension == ".cff" ? SourceReaders.ByName["citationcff"] : profile.Read)(File.ReadAllBytes(file.FullName), RecordedAnswer.Status(file.FullName));

    // Its own identifier is a work's before it is another's.
    private Dictionary<Identifier, Work> Index()
    {
        var index = new Dictionary<Identifier, Work>();
        var works = files.SelectMany(file => Read(file).Works).ToList();
        foreach (var work in works)
            index[work.Id] = work;
        foreach (var work in works)
            foreach (var id in work.Ids)
                index.TryAdd(id, work);
        return index;
    }

    // Versions of an arXiv paper answer for it.
    private string Stem(string value)
    {
        var name = RecordedAnswer.Stem(value);
        var v = profile.Name == "arxiv" ? name.LastIndexOf('v') : -1;
        return v > 0 && v + 1 < name.Length && name.AsSpan(v + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..v] : name;
    }
}
