namespace SbiContrib.Simulation.Truth;

/// <summary>What must hold: each law is looked at at every step or at rest, and each was seen to be broken by a <see cref="Kernel.Slip"/> or without a <see cref="Kernel.Safeguard"/>.</summary>
internal enum Law
{
    /// <summary>At every step: nothing throws that no service outside may have answered.</summary>
    NoFault,

    /// <summary>Every run comes to rest, and no contribution stops half-way.</summary>
    Rest,

    /// <summary>At every step: at most one open pull request a contribution.</summary>
    OnePull,

    /// <summary>At rest: one status comment a contribution, and none without.</summary>
    OneStatus,

    /// <summary>At rest: the status comment or page says what is so.</summary>
    Told,

    /// <summary>At every step: what people pushed is never written over.</summary>
    NoOverwriting,

    /// <summary>At every step: what people pushed is never deleted.</summary>
    NoDeleting,

    /// <summary>At every step: what we merge, a maintainer approved as it is.</summary>
    Approved,

    /// <summary>An approval holds while what was approved stands, and its end is told.</summary>
    ApprovalHolds,

    /// <summary>At every step: no work is claimed twice, and nothing at its end claims any.</summary>
    OneClaim,

    /// <summary>At rest: no claim was left behind.</summary>
    NoClaimLeft,

    /// <summary>At every save: no state goes backwards, and what was remembered isn't forgotten.</summary>
    Forward,

    /// <summary>At rest: an accepted entry stands in the list.</summary>
    EntryStands,

    /// <summary>At rest: no entry stands there more often than people asked for.</summary>
    EntryOnce,

    /// <summary>At rest: what the crawler was told lasts.</summary>
    Lasting,

    /// <summary>At rest: what the site keeps out isn't proposed.</summary>
    Barred,

    /// <summary>At rest: no submission is without an answer.</summary>
    Answered,

    /// <summary>At rest: no comment is answered twice.</summary>
    AnsweredOnce,

    /// <summary>At rest: a command was obeyed or answered.</summary>
    Obeyed,

    /// <summary>At rest: nothing was obeyed that nobody commanded who may.</summary>
    Commanded,

    /// <summary>At rest: a form that was taken is there, as its owner was told.</summary>
    FormKept,

    /// <summary>At rest: the pull request is open, mergeable, and adds what is shown.</summary>
    Followed,

    /// <summary>At rest: what is at its end has left nothing open.</summary>
    Ended,

    /// <summary>At rest: whoever waits waits for somebody, and something wakes it.</summary>
    Wakes,
}
