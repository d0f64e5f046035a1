using System.Collections.Immutable;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Lint;

/// <summary>Looks a list over: what is wrong with it, by its own measure.</summary>
public static class Linter
{
    private const int MostRounds = 20;

    private static readonly LintRule Unreadable = new("unreadable", "The list can't be read as what it is.", LintLevel.Error);

    /// <summary>All rules.</summary>
    public static ImmutableArray<LintRule> Rules { get; } =
    [
        Unreadable, EmptyLink.Rule, NoLink.Rule, Duplicate.Rule, MixedStyle.Rule, OutOfOrder.Rule, Contents.Rule, Unclosed.Rule, Undefined.Rule, Keys.Rule, AgainstSchema.Rule,
    ];

    /// <summary>Finds what is wrong.</summary>
    /// <param name="list">The list.</param>
    /// <returns>The findings by file and line; none where the list is clean.</returns>
    public static ImmutableArray<LintFinding> Check(ListFiles list)
    {
        try
        {
            var linted = new LintedList(list);
            return [.. Rules.SelectMany(rule => rule.Check(linted)).Distinct().OrderBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Rule, StringComparer.Ordinal)];
        }
        catch (FormatException fault)
        {
            return [Unreadable.At(list.Files.FirstOrDefault(f => fault.Message.StartsWith(f.Path, StringComparison.Ordinal))?.Path ?? list.Files.FirstOrDefault()?.Path ?? list.Path, LineIn(fault.Message), fault.Message)];
        }
    }

    /// <summary>Repairs what is safe to repair.</summary>
    /// <param name="list">The list.</param>
    /// <returns>The list with the repairs, and the findings that they mend. Repaired once, it has nothing left to repair.</returns>
    public static (ListFiles List, ImmutableArray<LintFinding> Mended) Fix(ListFiles list)
    {
        var all = ImmutableArray.CreateBuilder<LintFinding>();
        // A repair may show what stood in its shadow.
        for (var round = 0; round < MostRounds; round++)
        {
            (list, var mended) = FixOnce(list);
            all.AddRange(mended);
            if (mended.IsEmpty)
                break;
        }
        return (list, all.ToImmutable());
    }

    private static (ListFiles List, ImmutableArray<LintFinding> Mended) FixOnce(ListFiles list)
    {
        var mended = Check(list).Where(f => f.Fix is not null).ToImmutableArray();
        foreach (var file in mended.GroupBy(f => f.Path, StringComparer.Ordinal))
        {
            var text = list.Files.First(f => f.Path == file.Key).Text;
            // From the end, so that no offset moves; of two repairs of one place the first counts.
            var last = int.MaxValue;
            foreach (var fix in file.Select(f => f.Fix!).OrderByDescending(f => f.Offset).ThenBy(f => f.Length))
            {
                if (fix.Offset + fix.Length > last)
                    continue;
                text = string.Concat(text.AsSpan(0, fix.Offset), fix.Text, text.AsSpan(fix.Offset + fix.Length));
                last = fix.Offset;
            }
            list = list with { Files = [.. list.Files.Select(f => f.Path == file.Key ? f with { Text = text } : f)] };
        }
        return (list, mended);
    }

    private static int LineIn(string message)
    {
        var at = message.IndexOf("line ", StringComparison.OrdinalIgnoreCase);
        var digits = at < 0 ? "" : new string([.. message.AsSpan(at + 5).ToString().TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, out var line) && line > 0 ? line : 1;
    }
}
