namespace SbiContrib.Simulation.Kernel;

/// <summary>What keeps contributions right, each to be switched off to see that the simulation then finds what goes wrong.</summary>
internal enum Safeguard
{
    /// <summary>All of them stand.</summary>
    None,

    /// <summary>One holder an installation: without it everybody gets the lease.</summary>
    Lease,

    /// <summary>One contribution a work: without it nobody sees claims, and one is written over another.</summary>
    Claims,

    /// <summary>No save over a save that wasn't read: without it the table takes any ETag.</summary>
    ETag,

    /// <summary>Our comment is known by our authorship too: without it every comment with the tag looks like ours.</summary>
    TagAuthor,

    /// <summary>A message goes when its contribution is saved: without it the message goes first.</summary>
    SaveFirst,

    /// <summary>A branch moves only from where it was read: without it every move is forced.</summary>
    BranchSwap,

    /// <summary>An approval is of what was shown: without it a yes is a yes to whatever stands there now.</summary>
    ApprovalHash,
}
