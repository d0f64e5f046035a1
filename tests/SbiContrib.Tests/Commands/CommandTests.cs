using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SbiContrib.Core;
using SbiContrib.Core.Cases;
using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Commands;

/// <summary>The commands that look, in a world whose program handled nothing yet.</summary>
public sealed class CommandTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sbi-contrib-case-");
    private Local.World? _world;

    [Fact]
    public async Task Decide_and_case_show_what_would_be_done_and_write_nothing()
    {
        var world = await Start();
        var before = world.GitHub.Log.Counts;
        var id = $"{world.Site.Id}-issue-1";

        var (exit, words, _) = await Run("decide", id);
        Assert.Equal(0, exit);
        Assert.Contains("save it as checking", words, StringComparison.Ordinal);

        var (_, json, _) = await Run("decide", id, "--json");
        Assert.Contains("\"$type\": \"save\"", json, StringComparison.Ordinal);
        Assert.Contains("arxiv:2005.07062", json, StringComparison.Ordinal);

        Assert.Equal(0, (await Run("case", id, _folder.FullName)).Exit);
        var facts = CaseJson.ReadFacts(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "facts.json"), TestContext.Current.CancellationToken));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "effects.approved.json"), TestContext.Current.CancellationToken), CaseJson.Write(Decide.Next(facts), facts));
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "why.md")));
        // Each of the three asks for its token, which is a POST, and writes nothing.
        var calls = world.GitHub.Log.Counts - before;
        Assert.Equal((3, 0), (calls.Writes, calls.ContentCreating));
        Assert.Empty(world.GitHub.Model.Issue(world.Site, 1).Comments);
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        var world = await Start();
        Assert.Equal(2, (await Run("decide", "issue-1")).Exit);
        var (exit, _, error) = await Run("decide", "999999-issue-1");
        Assert.Equal(4, exit);
        Assert.Contains("There is no contribution 999999-issue-1", error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, world.WriteSettings().UnixFileMode);
    }

    private async Task<Local.World> Start()
    {
        var token = TestContext.Current.CancellationToken;
        _world = await Local.World.Start(new WorldOptions { Azurite = await azurite.Server, Prefix = AzuriteFixture.Unique("c")[..12] }, _ => { }, token);
        await using var app = Wiring.Build([], builder => builder.Configuration.AddInMemoryCollection(_world.Settings()));
        await Wiring.Prepare(app.Services, token);
        // Nobody listens: the installation is there, the program isn't.
        var installed = _world.GitHub.Model.Install(_world.Site.Owner.Login);
        await app.Services.GetRequiredService<SbiContrib.Store.IStore>().SaveSite(new(_world.Site.Id, "sample-community/sample-site", installed.Id), token);
        _ = _world.GitHub.Model.CreateIssue(_world.GitHub.Model.As("ada"), _world.Site, "[New entry]", SampleSite.IssueText(Story.Link, "Cosmology"), ["contribution"]);
        return _world;
    }

    private async Task<(int Exit, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] all = [.. args, "--settings", _world!.WriteSettings().FullName];
        var exit = await SbiContrib.Commands.Root(all).Parse(all).InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_world is not null)
            await _world.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
