using System.Text;
using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>The page before and after: nothing but the entry's own lines may differ.</summary>
public sealed class ListTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_list_over_one_megabyte_is_edited_right()
    {
        var long_page = new StringBuilder("# Papers\n\n**Cosmology**\n\n");
        for (var number = 0; long_page.Length < 1_200_000; number++)
            long_page.Append($"* [A paper that nobody wrote, number {number}](https://example.org/papers/{number}) by Ada Example, Björn Specimen\n\n");

        await AddedAlone(long_page.ToString());
    }

    [Fact]
    public Task A_page_with_windows_line_ends_keeps_them() => AddedAlone(SampleSite.Files()[SampleSite.Page].ReplaceLineEndings("\r\n"));

    [Fact]
    public Task A_page_without_a_line_end_at_its_end_keeps_it_so() => AddedAlone(SampleSite.Files()[SampleSite.Page].TrimEnd());

    private async Task AddedAlone(string page)
    {
        await using var world = await Given.World(azurite, new() { Page = page });
        await using var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        _ = world.Contributes("https://arxiv.org/abs/2005.07062");
        await Given.Until("the pull request", () => world.Pulls().Count == 1);

        var model = world.GitHub.Model;
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        var after = world.Page();

        var start = page.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(after.Length > page.Length);
        Assert.Equal(page[start..], after[(after.Length - (page.Length - start))..]);
        Assert.Equal(1, after.Times("2005.07062"));
    }
}
