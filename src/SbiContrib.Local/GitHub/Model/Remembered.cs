using System.Runtime.CompilerServices;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// What follows from two commits never changes, and libgit2 reads all the history between them from disk each time it is asked: it is asked once.
/// </summary>
internal sealed class Remembered
{
    private static readonly ConditionalWeakTable<Repository, Remembered> All = [];

    public Answers<Commit?> Bases { get; } = new(50_000);

    public Answers<Tree?> Merges { get; } = new(10_000);

    public Answers<IReadOnlyList<Commit>> Ranges { get; } = new(2_000);

    public Answers<IReadOnlyList<PatchEntryChanges>> Differences { get; } = new(500);

    public static Remembered Of(Repository git) => All.GetValue(git, _ => new Remembered());

    /// <summary>Answers by their two commits; when there are too many, all are forgotten.</summary>
    internal sealed class Answers<T>(int most)
    {
        private readonly Dictionary<(ObjectId?, ObjectId), T> _known = [];

        public T Get((ObjectId?, ObjectId) commits, Func<T> find)
        {
            if (_known.TryGetValue(commits, out var known))
                return known;
            var found = find();
            if (_known.Count >= most)
                _known.Clear();
            return _known[commits] = found;
        }
    }
}
