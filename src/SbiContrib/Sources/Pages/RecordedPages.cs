using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Sources.Pages;

/// <summary>Recorded pages: in the folder <c>page</c>, a file for each, named after the address without its scheme (what can't stand in a file's name is <c>_</c>) and ending in <c>.html</c>.</summary>
/// <param name="directory">The folder of recorded answers.</param>
public sealed class RecordedPages(DirectoryInfo directory) : ISource
{
    /// <inheritdoc/>
    public string Name => "page";

    /// <inheritdoc/>
    public int Batch => 1;

    /// <inheritdoc/>
    public bool Knows(Identifier id) => PageSource.Schemes.Contains(id.Scheme);

    /// <inheritdoc/>
    public async Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        foreach (var address in Landing.Pages(ids[0]))
            if (await Page(address, cancellation) is { } page)
                return new(new([PageWork.Read(page, ids[0])], null));
        return new(SourceAnswer.None(SourceError.NotFound));
    }

    /// <summary>Which work the page behind a link names, as far as the page was recorded.</summary>
    /// <param name="link">A link as typed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What the page says; that it isn't there where it wasn't recorded.</returns>
    public async Task<PageAnswer> Read(string link, CancellationToken cancellation) =>
        PageAddress.Of(link) is not { } address || await Page(address, cancellation) is not { } page ? PageAnswer.Refused(PageRefusal.NotThere)
        : PageReading.Of(page).Id is { } id ? PageAnswer.Found(id)
        : PageAnswer.NoIdentifier;

    private async Task<Page?> Page(Uri address, CancellationToken cancellation)
    {
        var name = RecordedAnswer.Stem(address.GetComponents(UriComponents.Host | UriComponents.PathAndQuery, UriFormat.UriEscaped).TrimEnd('/'));
        var file = Path.Combine(directory.FullName, "page", name + ".html");
        return File.Exists(file) ? new(await File.ReadAllBytesAsync(file, cancellation), null, address) : null;
    }
}
