using System.Collections.Immutable;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lint;

using Item = Lists.Markdown.Item;

/// <summary>A list that is looked over, with what several rules need of it.</summary>
internal sealed class LintedList
{
    private ImmutableArray<(int First, int Second, DuplicateFinding Finding)>? pairs;

    public LintedList(ListFiles files)
    {
        Files = files;
        Document = ListReader.Read(files);
        if (ListReader.FamilyOf(files) is ListFamily.Markdown)
            Markdown = new(files.Files[0]);
    }

    public ListFiles Files { get; }

    public IListDocument Document { get; }

    /// <summary>The page, where the list is one.</summary>
    public LintedPage? Markdown { get; }

    public ImmutableArray<Entry> Entries => Document.Entries;

    /// <summary>The pairs of entries that are one work, or may be.</summary>
    public ImmutableArray<(int First, int Second, DuplicateFinding Finding)> Pairs => pairs ??= DuplicateIndex.Build(Entries.Select(EntryCandidate.Of)).Pairs();

    /// <summary>The file of an entry.</summary>
    public string PathOf(Entry entry) => entry.File ?? Files.Files[0].Path;

    /// <summary>The line of an entry on which a text stands; its first where it stands on none.</summary>
    public static int LineOf(Entry entry, string text)
    {
        var at = entry.Text.IndexOf(text, StringComparison.Ordinal);
        return entry.Lines.First + (at < 0 ? 0 : entry.Text.AsSpan(0, at).Count('\n'));
    }

    /// <summary>How an entry is called in a message.</summary>
    public static string Name(Entry entry)
    {
        var name = entry.Title.Length > 0 ? entry.Title : entry.Links.FirstOrDefault()?.Url ?? entry.Text;
        return name.Length > 80 ? name[..79] + "…" : name;
    }
}

/// <summary>A Markdown page that is looked over.</summary>
internal sealed class LintedPage
{
    public LintedPage(ListFile file)
    {
        File = file;
        Lines = new(file.Text);
        Page = BlockReader.Read(Lines);
        Items = [.. Page.Blocks.Select(b => new Item(Lines, b, Page))];
    }

    public ListFile File { get; }

    public SourceLines Lines { get; }

    public Page Page { get; }

    public ImmutableArray<Item> Items { get; }
}
