namespace SbiContrib.Functions;

/// <summary>What the Functions host may ask for, besides HTTP. Each throws only for a fault of ours: a throw is a retry.</summary>
/// <param name="Message">A message of the queue <c>contributions</c>.</param>
/// <param name="Poison">A message that was given up, from the queue <c>contributions-poison</c>.</param>
/// <param name="Timer">Every few minutes, on one instance.</param>
public sealed record Triggers(
    Func<ReadOnlyMemory<byte>, CancellationToken, Task> Message,
    Func<ReadOnlyMemory<byte>, CancellationToken, Task> Poison,
    Func<CancellationToken, Task> Timer);
