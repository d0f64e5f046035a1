using BenchmarkDotNet.Attributes;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Benchmarks;

/// <summary>An index of a hundred thousand works, whose titles share their words as titles do: few often, most seldom.</summary>
[MemoryDiagnoser]
public class Duplicates
{
    private const int Works = 100_000;

    private Candidate[] _works = [];
    private DuplicateIndex _index = DuplicateIndex.Build([]);
    private int _next;

    [GlobalSetup]
    public void Make()
    {
        var dice = new Random(20_261_123);
        _works = [.. Enumerable.Range(0, Works).Select(at => new Candidate(
            at.ToString(), string.Join(' ', Enumerable.Range(0, 6 + dice.Next(9)).Select(_ => Word(dice))), [new Identifier("arxiv", $"{1501 + (at / 20_000)}.{at:00000}")],
            [.. Enumerable.Range(0, 1 + dice.Next(6)).Select(_ => Word(dice))], 2000 + dice.Next(26)))];
        _index = DuplicateIndex.Build(_works);
    }

    [Benchmark]
    public DuplicateIndex Build() => DuplicateIndex.Build(_works);

    [Benchmark]
    public int Ask()
    {
        _next = (_next + 7_919) % Works;
        return _index.Find(_works[_next] with { Key = "asked", Ids = [] }).Length;
    }

    /// <summary>A word by Zipf's law: the n-th most frequent one stands in a share of 1/n.</summary>
    internal static string Word(Random dice)
    {
        var rank = (int)Math.Exp(dice.NextDouble() * Math.Log(60_000));
        return $"{(char)('a' + (rank % 26))}{(char)('a' + (rank / 26 % 26))}word{(char)('a' + (rank / 676 % 26))}{(char)('a' + (rank / 17_576 % 26))}";
    }
}

/// <summary>All pairs of a list, as the lint asks for them, its works with as many authors as a collaboration's paper names; the ratio says how that grows with the list.</summary>
[MemoryDiagnoser]
public class DuplicatePairs
{
    private const int Works = 1_000;
    private const int Authors = 25;

    private DuplicateIndex _list = DuplicateIndex.Build([]);
    private DuplicateIndex _ten = DuplicateIndex.Build([]);

    [GlobalSetup]
    public void Make() => (_list, _ten) = (Of(Works), Of(10 * Works));

    [Benchmark(Baseline = true)]
    public int OfAList() => _list.Pairs().Length;

    [Benchmark]
    public int OfATenTimesLongerList() => _ten.Pairs().Length;

    private static DuplicateIndex Of(int works)
    {
        var dice = new Random(20_261_123);
        return DuplicateIndex.Build([.. Enumerable.Range(0, works).Select(at => new Candidate(
            at.ToString(), string.Join(' ', Enumerable.Range(0, 6 + dice.Next(9)).Select(_ => Duplicates.Word(dice))), [new Identifier("arxiv", $"{1501 + (at / 20_000)}.{at:00000}")],
            [.. Enumerable.Range(0, Authors).Select(_ => $"A. {Duplicates.Word(dice)}")], 2000 + dice.Next(26)))]);
    }
}
