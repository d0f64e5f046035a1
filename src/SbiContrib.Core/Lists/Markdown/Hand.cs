namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What all entries of a page share in their hand.</summary>
/// <param name="NewLine">Its line end.</param>
/// <param name="References">Where its reference links lead.</param>
internal sealed record Hand(string NewLine, References References);
