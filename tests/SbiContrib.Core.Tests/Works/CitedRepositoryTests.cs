using System.Text;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Sources;

namespace SbiContrib.Core.Tests.Works;

/// <summary>What a repository's CITATION.cff adds to it.</summary>
public sealed class CitedRepositoryTests
{
    private static readonly Work Repository = new() { Id = new("github", "sample/tool"), Ids = [new("github", "sample/tool")], Kind = "software", Title = "tool", Date = "2020-01-01" };

    private const string File = """
        cff-version: 1.2.0
        title: "Tool: inference for all"
        authors:
          - family-names: Example
            given-names: Ada
          - name: The Tool Team
        identifiers:
          - type: doi
            value: 10.5281/zenodo.1234567
          - type: doi
            value: 10.21105/joss.09999
        preferred-citation:
          type: article
          doi: 10.1093/mnras/stab2130
        """;

    [Fact]
    public void Authors_title_archive_and_paper_are_added()
    {
        var work = CitedRepository.With(Repository, Answer(File));
        Assert.Equal(("Tool: inference for all", "2020-01-01"), (work.Title, work.Date));
        Assert.Equal(["Ada Example", "The Tool Team"], work.Authors.Select(author => author.ToString()));
        Assert.Equal(["github:sample/tool", "doi:10.5281/zenodo.1234567"], work.Ids.Select(id => id.ToString()));
        Assert.Equal(["is-described-by doi:10.1093/mnras/stab2130", "is-described-by doi:10.21105/joss.09999"], work.Relations.Select(relation => $"{relation.Type} {relation.Id}"));
    }

    [Theory]
    [InlineData("not: [a file", "base64")]
    [InlineData("cff-version: 1.2.0\ntitle: Other\nauthors: []\nrepository-code: https://github.com/somebody/else", "base64")]
    [InlineData(File, "none")]
    public void What_can_not_be_read_or_is_anothers_adds_nothing(string file, string encoding) =>
        Assert.Same(Repository, CitedRepository.With(Repository, Answer(file, encoding)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"encoding":"base64","content":"?"}""")]
    [InlineData("""{"encoding":"base64"}""")]
    public void Anything_else_adds_nothing(string answer) => Assert.Same(Repository, CitedRepository.With(Repository, Encoding.UTF8.GetBytes(answer)));

    // GitHub breaks the lines of what it encodes.
    private static byte[] Answer(string file, string encoding = "base64") =>
        Encoding.UTF8.GetBytes($$"""{"name":"CITATION.cff","encoding":"{{encoding}}","content":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(file), Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\\n", StringComparison.Ordinal)}}"}""");
}
