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

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Blobs and trees never change under their hash. The size is counted in bytes.
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 64 * 1024 * 1024 });

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
        return site with { Settings = read.Settings, SettingsProblem = read.SettingsProblem, Forms = read.Forms, Lists = read.Lists, CrawlerFiles = read.CrawlerFiles };
    }

    private async Task<SiteFacts> Understood(IGitHub gitHub, Repository repository, string tree, CancellationToken cancellation)
    {
        if (_kept.TryGetValue((repository.Id, tree, nameof(Understood)), out SiteFacts? known))
            return known!;
        var nothing = new SiteFacts { FullName = "", Url = "", DefaultBranch = "", Head = "", Bot = "" };
        var read = await new Visit(this, gitHub, repository, await Files(gitHub, repository, tree, cancellation)).Fill(nothing, cancellation);
        // Its texts are kept, and counted, as blobs.
        return _kept.Set((repository.Id, tree, nameof(Understood)), read, new MemoryCacheEntryOptions { Size = 10_000 });
    }

    private async Task<ImmutableArray<TreeFile>> Files(IGitHub gitHub, Repository repository, string tree, CancellationToken cancellation)
    {
        if (_kept.TryGetValue((repository.Id, tree), out ImmutableArray<TreeFile> known))
            return known;
        var files = await gitHub.Files(repository, tree, cancellation);
        return _kept.Set((repository.Id, tree), files, new MemoryCacheEntryOptions { Size = (files.Length * 200) + 1 });
    }

    /// <summary>One reading of one tree.</summary>
    private sealed class Visit(SiteReader reader, IGitHub gitHub, Repository repository, ImmutableArray<TreeFile> files)
    {
        public async Task<SiteFacts> Fill(SiteFacts site, CancellationToken cancellation)
        {
            if (Find(SiteSettings.Path) is not { } settingsFile)
                return site;
            try
            {
                var (settings, problem) = SiteSettingsReader.Read(await Text(settingsFile, cancellation));
                settings = settings is null ? null : ListFinder.Completed(settings, files);
                var told = site with { Settings = settings, SettingsProblem = problem ?? ListFinder.Problem(settings!, files), Forms = await Forms(cancellation) };
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
                var read = site with { Lists = await Lists(settings, cancellation), CrawlerFiles = await CrawlerFiles(settings, cancellation) };
                _ = SiteLists.Of(read);
                return read;
            }
            catch (FormatException fault)
            {
                return site with { SettingsProblem = fault.Message };
            }
        }

        private TreeFile? Find(string path) => files.FirstOrDefault(file => file.Path == path);

        private async Task<ImmutableArray<ListFile>> Lists(SiteSettings settings, CancellationToken cancellation)
        {
            var lists = ImmutableArray.CreateBuilder<ListFile>();
            foreach (var file in settings.Lists.SelectMany(list => ListFinder.Files(list, files)).DistinctBy(file => file.Path))
                lists.Add(new(file.Path, await Text(file, cancellation)));
            return lists.ToImmutable();
        }

        private async Task<ImmutableArray<ListFile>> CrawlerFiles(SiteSettings settings, CancellationToken cancellation)
        {
            var read = ImmutableArray.CreateBuilder<ListFile>();
            var paths = settings.Lists.SelectMany(list => new[] { list.Crawler?.Override, list.Crawler?.Blacklist }).OfType<string>().Distinct();
            foreach (var file in paths.Select(Find).OfType<TreeFile>())
                read.Add(new(file.Path, await Text(file, cancellation)));
            return read.ToImmutable();
        }

        private async Task<ImmutableArray<FormTemplate>> Forms(CancellationToken cancellation)
        {
            var forms = ImmutableArray.CreateBuilder<FormTemplate>();
            foreach (var file in files.Where(IsTemplate))
                if (await Form(file, cancellation) is { } form)
                    forms.Add(form);
            return forms.ToImmutable();
        }

        private static bool IsTemplate(TreeFile file) =>
            file.Path.StartsWith(Templates, StringComparison.Ordinal) && file.Size <= MostTemplateBytes && Path.GetExtension(file.Path) is ".yml" or ".yaml" or ".md";

        private async Task<FormTemplate?> Form(TreeFile file, CancellationToken cancellation)
        {
            try
            {
                return FormTemplateReader.Read(file.Path, await Text(file, cancellation));
            }
            catch (FormatException)
            {
                // GitHub doesn't offer what isn't text.
                return null;
            }
        }

        private static string Decoded(TreeFile file, byte[] bytes)
        {
            try
            {
                return Strict.GetString(bytes);
            }
            catch (DecoderFallbackException fault)
            {
                throw new FormatException($"{file.Path} isn't UTF-8 text.", fault);
            }
        }

        // Strict: a text that isn't UTF-8 couldn't be written back byte for byte.
        private async Task<string> Text(TreeFile file, CancellationToken cancellation)
        {
            if (reader._kept.TryGetValue((repository.Id, file.Sha), out string? known))
                return known!;
            var text = Decoded(file, await gitHub.Blob(repository, file, cancellation));
            return reader._kept.Set((repository.Id, file.Sha), text, new MemoryCacheEntryOptions { Size = (2 * text.Length) + 1 });
        }
    }
}
