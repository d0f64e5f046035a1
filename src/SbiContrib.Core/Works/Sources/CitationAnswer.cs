using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads a CITATION.cff (https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md): the software itself; the paper that it wants cited is a relation.</summary>
public static class CitationAnswer
{
    private static readonly string[] Addresses = ["repository-code", "repository", "url"];

    /// <summary>Reads a CITATION.cff.</summary>
    /// <param name="body">The bytes of the file.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The work, or why there is none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null) =>
        Yaml.Parse(body) is { } file && file.Text("title") is not null && (file.Text("cff-version") is not null || file.At("authors") is not null)
            ? SourceAnswer.Of([File(file)], status)
            : SourceAnswer.None(Trouble.Of(body, status));

    private static Work File(YamlMappingNode file)
    {
        var title = CleanText.Line(file.Text("title"));
        var dois = new[] { Ids.Doi(file.Text("doi")) }.Concat(file.Items("identifiers").Where(other => other.Text("type") == "doi").Select(other => Ids.Doi(other.Text("value")))).OfType<Identifier>().ToList();
        var paper = Paper(file.At("preferred-citation"));
        var own = dois.Where(doi => doi != paper && doi.Scheme == "doi").ToList();
        var id = Repository(file) ?? (own.Count > 0 ? own[0] : new Identifier("cff", (title ?? "").ToLowerInvariant().Replace(' ', '-')));
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, own.Select(doi => (Identifier?)doi)),
            Kind = file.Text("type") == "dataset" ? "dataset" : "software",
            Title = title,
            Authors = file.Items("authors").Select(Person).Authors(),
            Date = Dates.Written(file.Text("date-released")),
            Abstract = CleanText.Paragraphs(file.Text("abstract")),
            Versions = file.Text("version") is { } version ? [version] : [],
            Relations = Related.Others(id, new[] { paper }.Concat(dois.Where(doi => doi.Scheme == "arxiv").Select(doi => (Identifier?)doi)).Select(cited => cited is { } other ? new Relation("is-described-by", other) : null)),
        };
    }

    private static Identifier? Repository(YamlNode file) =>
        Addresses.Select(key => file.Text(key) is { } address ? Identify.Link(address).Id : null).FirstOrDefault(id => id is { Scheme: "github" or "gitlab" });

    private static Identifier? Paper(YamlNode? cited) =>
        Ids.Doi(cited.Text("doi"))
        ?? cited.Items("identifiers").Where(other => other.Text("type") == "doi").Select(other => Ids.Doi(other.Text("value"))).FirstOrDefault(doi => doi is not null)
        ?? (cited.Text("url") is { } address ? Identify.Link(address).Id : null);

    // A person's family name goes with its particle; an entity has a name; some persons are known by an alias alone.
    private static Author? Person(YamlNode person)
    {
        var family = person.Text("name-particle") is { } particle ? $"{particle} {person.Text("family-names")}" : person.Text("family-names");
        return person.Text("name") is { } name ? Names.Whole(name) : Names.Parts(person.Text("given-names"), family) ?? Names.Whole(person.Text("alias"));
    }
}
