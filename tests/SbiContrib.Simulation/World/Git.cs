using LibGit2Sharp;

namespace SbiContrib.Simulation.World;

/// <summary>Objects by their ids.</summary>
internal static class Git
{
    public static Commit? CommitOf(this Repository git, string sha) => git.Lookup<Commit>(sha);

    public static Tree TreeOf(this Repository git, string sha) => git.Lookup<Tree>(sha);

    public static Blob BlobOf(this Repository git, string sha) => git.Lookup<Blob>(sha);
}
