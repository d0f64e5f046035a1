using System.Text.Json.Serialization;

namespace SbiContrib.Core;

/// <summary>Where a contribution stands.</summary>
[JsonConverter(typeof(KebabCase<State>))]
public enum State
{
    /// <summary>It arrived and wasn't looked at.</summary>
    Received,

    /// <summary>Its links are being looked up.</summary>
    Checking,

    /// <summary>Its contributor must say more.</summary>
    NeedsInfo,

    /// <summary>There is nothing to add: the works are listed or being proposed already.</summary>
    Declined,

    /// <summary>Its pull request is open.</summary>
    Proposed,

    /// <summary>A maintainer approved the pull request as it is.</summary>
    Approved,

    /// <summary>Its entries are in the list.</summary>
    Merged,

    /// <summary>A maintainer closed it.</summary>
    Rejected,

    /// <summary>Its contributor took it back.</summary>
    Withdrawn,

    /// <summary>Its entries arrived in the list another way.</summary>
    Superseded,

    /// <summary>The program failed at it again and again; an operator is told.</summary>
    Stuck,
}

/// <summary>What follows from a state.</summary>
public static class States
{
    /// <summary>Whether nothing more will happen to it.</summary>
    /// <param name="state">The state.</param>
    /// <returns>True for merged, rejected, withdrawn and superseded.</returns>
    public static bool IsFinal(this State state) => state is State.Merged or State.Rejected or State.Withdrawn or State.Superseded;

    /// <summary>The state as people and machines read it: <c>needs-info</c>.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Lower case with dashes.</returns>
    public static string Word(this State state) => state == State.NeedsInfo ? "needs-info" : state.ToString().ToLowerInvariant();
}

/// <summary>An enum in JSON, lower case with dashes.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class KebabCase<T>() : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
