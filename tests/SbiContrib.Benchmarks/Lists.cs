using System.Text;
using BenchmarkDotNet.Attributes;
using SbiContrib.Core.Lists;
using YamlDotNet.Core;

namespace SbiContrib.Benchmarks;

/// <summary>
/// Adding one entry to a page of half a megabyte and to a data file of more than one, and to ten times as much,
/// beside a bare parse of the same text; <c>LIST_PAGE</c> and <c>LIST_DATA</c> name files to use instead of made ones.
/// </summary>
[MemoryDiagnoser]
public class Lists
{
    private static readonly NewEntry Work = new("A new work on simulators", [new("main", "https://arxiv.org/abs/2109.14275")], ["Ada Lovelace", "Emmy Noether"], "2021", null, null, null);

    private ListFile _page = new("", "");
    private ListFile _data = new("", "");

    [Params(1, 10)]
    public int Times { get; set; }

    [GlobalSetup]
    public void Make()
    {
        _page = new("README.md", Many(Named("LIST_PAGE") ?? Page(3200)));
        _data = new("papers.yaml", Many(Named("LIST_DATA") ?? Data(3500)));
    }

    [Benchmark]
    public int ParsePage() => Markdig.Markdown.Parse(_page.Text).Count;

    [Benchmark]
    public int AddToPage() => Added(_page);

    [Benchmark]
    public int ParseDataAsPage() => Markdig.Markdown.Parse(_data.Text).Count;

    [Benchmark]
    public int ParseData()
    {
        var (parser, events) = (new Parser(new StringReader(_data.Text)), 0);
        while (parser.MoveNext())
            events++;
        return events;
    }

    [Benchmark]
    public int AddToData() => Added(_data);

    private static int Added(ListFile file)
    {
        var document = ListReader.Read(file);
        return document.Add(Work, document.Sections[document.Sections.Length / 2].Path).Files[0].Text.Length;
    }

    private string Many(string text) => string.Concat(Enumerable.Repeat(text, Times));

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file ? File.ReadAllText(file) : null;

    private static string Page(int entries)
    {
        var page = new StringBuilder("# A list\n");
        for (var i = 0; i < entries; i++)
        {
            if (i % 40 == 0)
                page.Append($"\n## Section {i / 40}\n\n");
            page.Append($"* [Work number {i} on the inference of what can't be seen](https://arxiv.org/abs/{1501 + i / 400}.{99999 - i:00000}) [[DOI](https://doi.org/10.1000/{i})] ({2015 + i / 400})\n");
        }
        return page.ToString();
    }

    private static string Data(int entries)
    {
        var data = new StringBuilder();
        for (var i = 0; i < entries; i++)
        {
            data.Append($"- id: {i + 1}\n  created_at: 2023-06-30 12:41:45.402324\n  published_on: {2015 + i / 400}-04-18\n  title: Work number {i} on the inference of what can't be seen\n")
                .Append($"  authors: Ada Lovelace, Emmy Noether, Sofya Kovalevskaya\n  link: https://arxiv.org/abs/{1501 + i / 400}.{i:00000}\n  journal: arxiv.org\n  arxiv_id: '{1501 + i / 400}.{i:00000}'\n  category: Section {i % 40}\n");
        }
        return data.ToString();
    }
}
