using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using SbiContrib.Core;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Sites;
using SbiContrib.Core.Submissions;
using SbiContrib.GitHub;

namespace SbiContrib.Gather;

/// <summary>Reads a site as it stands at the head of its default branch. What has a hash is asked for once.</summary>
internal sealed class SiteReader : IDisposable
{
    private const string Templates = ".github/ISSUE_TEMPLATE/";

    /// <summary>A form that is larger isn't one.</summary>
    private const int MostTemplateBytes = 100_000;

    /// <summary>The largest file that is read, in bytes, and all files of a site together; GitHub gives blobs up to 100 MB.</summary>
    private const long MostBytes = 20_000_000, MostTogether = 30_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Blobs and trees never change under their hash. The size is counted in bytes.
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 128 * 1024 * 1024 });

    private readonly ConcurrentDictionary<long, Task> _reading = new();

    public void Dispose() => _kept.Dispose();

    /// <summary>Reads the site.</summary>
    /// <param name="gitHub">The installation's view.</param>
    /// <param name="repository">The site.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The site; without settings where it has none, with a problem where something in it can't be read.</returns>
    public async Task<SiteFacts> Read(IGitHub gitHub, Repository repository, CancellationToken cancellation)
    {
        var head = await gitHub.Head(repository, repository.DefaultBranch, cancellation);
        var site = new SiteFacts
        {
            FullName = repository.FullName,
            Url = repository.Url,
            DefaultBranch = repository.DefaultBranch,
            Head = head?.Sha ?? "",
            HeadTree = head?.Tree ?? "",
            Paused = repository.Archived || !repository.HasIssues,
            Bot = await gitHub.Bot(cancellation),
        };
        if (head is null)
            return site;
        // What a tree says never changes: it is read, and understood, once.
        var read = await Understood(gitHub, repository, head.Tree, cancellation);
        return site with { Settings = read.Settings, SettingsProblem = read.SettingsProblem, Forms = read.Forms, Lists = read.Lists, CrawlerFiles = read.CrawlerFiles, Executables = read.Executables };
    }

    // Of several who read the same site at once, one asks, and each of the others behind the one before.
    private async Task<SiteFacts> Understood(IGitHub gitHub, Repository repository, string tree, CancellationToken cancellation)
    {
        if (Known(repository, tree) is { } known)
            return known;
        var mine = new TaskCompletionSource();
        var before = Queue(repository.Id, mine.Task);
        try
        {
            if (before is not null)
                await before.WaitAsync(cancellation);
            return Known(repository, tree) ?? await Understand(gitHub, repository, tree, cancellation);
        }
        finally
        {
            _ = _reading.TryRemove(new(repository.Id, mine.Task));
            mine.SetResult();
        }
    }

    private Task? Queue(long site, Task mine)
    {
        Task? before = null;
        _ = _reading.AddOrUpdate(site, _ => (before = null, mine).mine, (_, last) => (before = last, mine).mine);
        return before;
    }

    private SiteFacts? Known(Repository repository, string tree) => _kept.Get<SiteFacts>((repository.Id, tree, nameof(Understood)));

    private async Task<SiteFacts> Understand(IGitHub gitHub, Repository repository, string tree, CancellationToken cancellation)
    {
        var nothing = new SiteFacts { FullName = "", Url = "", DefaultBranch = "", Head = "", Bot = "" };
        var read = await new Visit(this, gitHub, repository, await gitHub.Files(repository, tree, cancellation)).Fill(nothing, cancellation);
        // It holds its texts, whether they are kept as blobs too or not.
        return _kept.Set((repository.Id, tree, nameof(Understood)), read, new MemoryCacheEntryOptions { Size = 10_000 + read.Lists.Concat(read.CrawlerFiles).Sum(file => 2L * file.Text.Length) });
    }

    /// <summary>One reading of one tree.</summary>
    private sealed class Visit(SiteReader reader, IGitHub gitHub, Repository repository, ImmutableArray<TreeFile> files)
    {
        // By hash; null where it isn't UTF-8: such a text couldn't be written back byte for byte.
        private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);

        public async Task<SiteFacts> Fill(SiteFacts site, CancellationToken cancellation)
        {
            if (Find(SiteSettings.Path) is not { } settingsFile)
                return site;
            try
            {
                await Fetch([settingsFile, .. files.Where(IsTemplate)], cancellation);
                var (settings, problem) = SiteSettingsReader.Read(Text(settingsFile));
                settings = settings is null ? null : ListFinder.Completed(settings, files);
                var told = site with { Settings = settings, SettingsProblem = problem ?? ListFinder.Problem(settings!, files), Forms = Forms() };
                return told.SettingsProblem is null ? await WithLists(told, settings!, cancellation) : told;
            }
            catch (FormatException fault)
            {
                return site with { SettingsProblem = fault.Message };
            }
        }

        // A list that can't be read is told to people now: no decision could be made with it.
        private async Task<SiteFacts> WithLists(SiteFacts site, SiteSettings settings, CancellationToken cancellation)
        {
            try
            {
                var lists = settings.Lists.SelectMany(list => ListFinder.Files(list, files)).DistinctBy(file => file.Path).ToArray();
                var crawlers = settings.Lists.SelectMany(list => new[] { list.Crawler?.Override, list.Crawler?.Blacklist }).OfType<string>().Distinct().Select(Find).OfType<TreeFile>().ToArray();
                await Fetch([.. lists, .. crawlers], cancellation);
                var read = site with { Lists = Texts(lists), CrawlerFiles = Texts(crawlers), Executables = [.. lists.Concat(crawlers).Where(file => file.Mode == TreeFile.Executable).Select(file => file.Path).Distinct()] };
                _ = SiteLists.Of(read);
                return read;
            }
            catch (FormatException fault)
            {
                return site with { SettingsProblem = fault.Message };
            }
        }

        private TreeFile? Find(string path) => files.FirstOrDefault(file => file.Path == path);

        private ImmutableArray<ListFile> Texts(TreeFile[] read) => [.. read.Select(file => new ListFile(file.Path, Text(file)))];

        private ImmutableArray<FormTemplate> Forms() => [.. files.Where(IsTemplate).Select(Form).OfType<FormTemplate>()];

        private static bool IsTemplate(TreeFile file) =>
            file.Path.StartsWith(Templates, StringComparison.Ordinal) && file.Size <= MostTemplateBytes && Path.GetExtension(file.Path) is ".yml" or ".yaml" or ".md";

        private FormTemplate? Form(TreeFile file)
        {
            try
            {
                return FormTemplateReader.Read(file.Path, Text(file));
            }
            catch (FormatException)
            {
                // GitHub doesn't offer what isn't text.
                return null;
            }
        }

        private static string? Decoded(byte[] bytes)
        {
            try
            {
                return Strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }

        // What a hash names never changes: only what isn't kept is asked for, all of it together.
        private async Task Fetch(IReadOnlyCollection<TreeFile> wanted, CancellationToken cancellation)
        {
            if (wanted.FirstOrDefault(file => file.Size > MostBytes) is { } large)
                throw new FormatException($"{large.Path} has {large.Size} bytes; at most {MostBytes} are read.");
            if (wanted.DistinctBy(file => file.Sha).Sum(file => file.Size) is > MostTogether and var together)
                throw new FormatException($"The site's lists have {together} bytes together; at most {MostTogether} are read.");
            TreeFile[] missing = [.. wanted.Where(file => !IsKept(file))];
            foreach (var (sha, bytes) in missing.Length == 0 ? new Dictionary<string, byte[]>() : await gitHub.Blobs(repository, missing, cancellation))
                if ((_texts[sha] = Decoded(bytes)) is { } text)
                    _ = reader._kept.Set((repository.Id, sha), text, new MemoryCacheEntryOptions { Size = (2 * text.Length) + 1 });
        }

        private bool IsKept(TreeFile file)
        {
            if (!_texts.ContainsKey(file.Sha) && reader._kept.TryGetValue((repository.Id, file.Sha), out string? known))
                _texts[file.Sha] = known;
            return _texts.ContainsKey(file.Sha);
        }

        private string Text(TreeFile file) => _texts[file.Sha] ?? throw new FormatException($"{file.Path} isn't UTF-8 text.");
    }
}
