using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Gather;

/// <summary>What sources and pages said in one handling.</summary>
/// <param name="Works">The sources.</param>
/// <param name="Pages">The pages, by the link as typed.</param>
internal sealed record Heard(ImmutableDictionary<Identifier, Lookup> Works, ImmutableDictionary<string, PageAnswer> Pages)
{
    /// <summary>Nothing yet.</summary>
    public static Heard Nothing { get; } = new(ImmutableDictionary<Identifier, Lookup>.Empty, ImmutableDictionary<string, PageAnswer>.Empty);
}
