using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What stays behind when somebody cuts an entry's own lines, and what goes into it.</summary>
public sealed class HolesTests
{
    private const string Spaced = """
        # Papers

        ## Methods

        - [Fifth steps](https://arxiv.org/abs/2105.00005)
          Ada Lovelace

        - [Fourth steps](https://arxiv.org/abs/2104.00004)
          Grace Hopper

        - [Third steps](https://arxiv.org/abs/2103.00003)
          Alan Turing

        - [Second steps](https://arxiv.org/abs/2102.00002)
          Émile Borel

        - [First steps](https://arxiv.org/abs/2101.00001)
          Mary Somerville

        ## Uses

        - [Tenth uses](https://arxiv.org/abs/2010.00010)
          Ada Lovelace

        - [Ninth uses](https://arxiv.org/abs/2009.00009)
          Grace Hopper

        ## More

        - [Eighth uses](https://arxiv.org/abs/2008.00008)
          Alan Turing

        - [Seventh uses](https://arxiv.org/abs/2007.00007)
          Émile Borel

        ## Data

        - [Fifth uses](https://arxiv.org/abs/2005.00005)
          Émile Borel

        """;

    private static readonly string Tight = Spaced.Replace("\n\n- ", "\n- ", StringComparison.Ordinal).Replace("\n- [Fifth steps]", "\n\n- [Fifth steps]", StringComparison.Ordinal)
        .Replace("Uses\n", "Uses\n\n", StringComparison.Ordinal).Replace("More\n", "More\n\n", StringComparison.Ordinal).Replace("Data\n", "Data\n\n", StringComparison.Ordinal);

    [Fact]
    public void AnEntryThatWasCutByHandFillsItsHole()
    {
        foreach (var page in new[] { Spaced, Tight, Spaced.ReplaceLineEndings("\r\n"), Spaced.TrimEnd() + "\n" })
        {
            // Those that the order leads back, or that stood last.
            foreach (var entry in Read(page).Entries.Where(e => e.Title is not ("Tenth uses" or "Eighth uses")))
            {
                var listed = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, entry.Note) { AsListed = true };
                Assert.Equal(page, Read(Cut(page, entry.Lines)).Add(listed, entry.Section).Files[0].Text);
                Assert.Equal(page, Read(Read(page).Remove(entry).Files[0].Text).Add(listed, entry.Section).Files[0].Text);
            }
        }
    }

    [Fact]
    public void BlankLinesThatNoEntryLeftStay()
    {
        var page = Spaced.Replace("Uses\n\n- ", "Uses\n\n\n\n- ", StringComparison.Ordinal).Replace("  Alan Turing\n\n- [Second", "  Alan Turing\n\n\n\n\n- [Second", StringComparison.Ordinal);
        var list = Read(page);
        foreach (var section in new[] { "Methods", "Uses" })
        {
            var added = Read(list.Add(new NewEntry("Between", [new("main", section is "Uses" ? "https://arxiv.org/abs/2012.00001" : "https://arxiv.org/abs/2103.00001")], ["Ada Lovelace"], null, null, null, null), ["Papers", section]).Files[0].Text);
            Assert.Equal(page, added.Remove(added.Entries.Single(e => e.Title == "Between")).Files[0].Text);
        }
    }

    [Fact]
    public void AMarkThatIsASlipOfTheHandIsNoPartOfTheNote()
    {
        const string Page = "# Tools\n\n- [One](https://example.org/1) - counts.\n- [Two](https://example.org/2) - counts twice.\n- [Three](https://example.org/3): counts to three.\n- [Four](https://example.org/4) - counts on.\n";
        var list = Read(Page);
        Assert.Equal(["counts.", "counts twice.", "counts to three.", "counts on."], list.Entries.Select(e => e.Note));
        Assert.Empty(list.Correct(list.Entries[2], new(Note: "counts to three.")).Files);
    }

    [Fact]
    public void AMarkThatIsOneOfTwoIsToldWithTheNote()
    {
        const string Page = "# Tools\n\n- [One](https://example.org/1) - counts.\n- [Two](https://example.org/2): counts twice.\n";
        Assert.Equal(["[…] - counts.", "[…]: counts twice."], Read(Page).Entries.Select(e => e.Note));
    }

    private static string Cut(string page, LineRange lines)
    {
        var all = page.Split('\n').ToList();
        all.RemoveRange(lines.First - 1, lines.Last - lines.First + 1);
        return string.Join('\n', all);
    }

    private static IListDocument Read(string text) => ListReader.Read(new ListFile("README.md", text));
}
