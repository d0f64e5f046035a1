namespace SbiContrib.Simulation.Kernel;

/// <summary>What is done wrong on purpose, each to see that the law against it notices.</summary>
internal enum Slip
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The run itself breaks off.</summary>
    RunThrows,

    /// <summary>The timer's round throws.</summary>
    TimerThrows,

    /// <summary>What is done about a message that was given up throws.</summary>
    PoisonThrows,

    /// <summary>Handling a message throws.</summary>
    HandlerThrows,

    /// <summary>Taking a delivery throws.</summary>
    DeliveryThrows,

    /// <summary>Taking a form throws.</summary>
    FormThrows,

    /// <summary>A second pull request is opened beside the first.</summary>
    SecondPull,

    /// <summary>A status comment is written twice.</summary>
    StatusTwice,

    /// <summary>An answer is written twice.</summary>
    AnswerTwice,

    /// <summary>The status comment isn't edited.</summary>
    StatusKept,

    /// <summary>What happened isn't written down.</summary>
    PastLost,

    /// <summary>With a pull request its branch goes, whatever stands there.</summary>
    BranchGoes,

    /// <summary>A review counts for whatever stands there now.</summary>
    ReviewForAll,

    /// <summary>An approval is forgotten.</summary>
    ApprovalForgotten,

    /// <summary>A claim isn't taken back.</summary>
    ClaimKept,

    /// <summary>What was said is forgotten.</summary>
    EditsForgotten,

    /// <summary>A commit takes out what others listed.</summary>
    OthersTakenOut,

    /// <summary>What was merged isn't watched.</summary>
    NothingWatched,

    /// <summary>A commit writes its entry twice.</summary>
    EntryTwice,

    /// <summary>What the site keeps out isn't read.</summary>
    BarredUnread,

    /// <summary>Nobody hears of a new issue.</summary>
    DeafToIssues,

    /// <summary>Nobody hears a command.</summary>
    DeafToCommands,

    /// <summary>Whoever says something may.</summary>
    EverybodyMay,

    /// <summary>An edited comment counts as it is now.</summary>
    EditsCount,

    /// <summary>A form isn't kept.</summary>
    FormLost,

    /// <summary>A pull request isn't closed.</summary>
    PullStays,

    /// <summary>Nothing is put down for later.</summary>
    NeverDue,

    /// <summary>Nobody wakes what is overdue.</summary>
    NobodyWakes,
}
