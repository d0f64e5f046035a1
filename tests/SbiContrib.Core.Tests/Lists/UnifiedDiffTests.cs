using CsCheck;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void StretchesThatStandApartAreHunksOfTheirOwn()
    {
        var before = string.Concat(Enumerable.Range(0, 40).Select(i => $"line {i}\n"));
        var after = before.Replace("line 5\n", "line 5\nnew\n", StringComparison.Ordinal).Replace("line 30\n", "", StringComparison.Ordinal);
        Assert.Equal(
            """
            --- a/f.md
            +++ b/f.md
            @@ -4,6 +4,7 @@
             line 3
             line 4
             line 5
            +new
             line 6
             line 7
             line 8
            @@ -28,7 +29,6 @@
             line 27
             line 28
             line 29
            -line 30
             line 31
             line 32
             line 33

            """,
            UnifiedDiff.Of(new ListFile("f.md", before), new("f.md", after)));
    }

    [Fact]
    public void AppliedItGivesTheOtherText() =>
        Gen.Select(Text, Text).Sample((before, after) => Assert.Equal(after, Applied(before, UnifiedDiff.Of(new ListFile("f", before), new("f", after)))), iter: 2000, threads: 1);

    private static readonly Gen<string> Text = Gen.Int[0, 4].Array[0, 30].Select(lines => string.Concat(lines.Select(l => $"{l}\n")));

    private static string Applied(string before, string diff)
    {
        var (old, written, at) = (before.Split('\n')[..^1], new List<string>(), 0);
        foreach (var line in diff.Split('\n').Skip(2).Where(l => l.Length > 0))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var range = line.Split(' ')[1][1..].Split(',');
                var from = int.Parse(range[0]) - (range is [_, "0"] ? 0 : 1);
                written.AddRange(old[at..from]);
                at = from;
            }
            else if (line[0] == '+')
                written.Add(line[1..]);
            else
            {
                Assert.Equal(old[at], line[1..]);
                if (line[0] == ' ')
                    written.Add(old[at]);
                at++;
            }
        }
        return string.Concat(written.Concat(old[at..]).Select(l => l + "\n"));
    }
}
