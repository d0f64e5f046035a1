using System.Collections.Immutable;
using System.Globalization;
using SbiContrib.Core.Duplicates;

namespace SbiContrib.Core.Rules;

/// <summary>The works that other open contributions propose, read once for a decision.</summary>
internal sealed class OpenItems
{
    private readonly ImmutableArray<OpenItemFacts> _items;
    private readonly DuplicateIndex _index;

    public OpenItems(Facts facts)
    {
        _items = [.. facts.Open.Where(item => item.By != facts.Key)];
        _index = DuplicateIndex.Build(_items.Select((item, at) => new Candidate(at.ToString(CultureInfo.InvariantCulture), item.Title, [item.Id], [], null)));
    }

    /// <summary>Those that are this work, or may be: the certain ones first.</summary>
    public IEnumerable<(OpenItemFacts Item, DuplicateFinding Finding)> Find(Candidate work) =>
        _index.Find(work).Select(found => (_items[int.Parse(found.Key, CultureInfo.InvariantCulture)], found));
}
