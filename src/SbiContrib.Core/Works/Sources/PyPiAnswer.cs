using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what PyPI answers of a project or a release (https://docs.pypi.org/api/json/).</summary>
public static class PyPiAnswer
{
    /// <summary>Reads a project.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The work, or why there is none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is not { ValueKind: JsonValueKind.Object } root)
            return SourceAnswer.None(Trouble.Of(body, status));
        return root.At("info") is { } info && info.Text("name") is { } name && Packages.PypiName(name) is { } normal
            ? SourceAnswer.Of([Project(root, info, new("pypi", normal), name)], status)
            : SourceAnswer.None(root.Text("message")?.StartsWith("Not Found", StringComparison.OrdinalIgnoreCase) == true ? SourceError.NotFound : Trouble.Of(body, status));
    }

    private static Work Project(JsonElement root, JsonElement info, Identifier id, string name)
    {
        var releases = root.At("releases").Properties().Select(release => (Version: release.Name, Time: Json.Items(release.Value).Select(file => file.Text("upload_time")).Min(StringComparer.Ordinal))).Where(release => release.Time is not null).OrderBy(release => release.Time, StringComparer.Ordinal).ToList();
        var uploaded = releases.Count > 0 ? releases[0].Time : root.Items("urls").Select(file => file.Text("upload_time")).Min(StringComparer.Ordinal);
        return new Work
        {
            Id = id,
            Ids = [id],
            Kind = "software",
            Title = CleanText.Line(name),
            Authors = Authors(Known(info.Text("author")), Known(info.Text("author_email"))).Authors(),
            Date = Dates.Written(uploaded),
            Abstract = CleanText.Paragraphs(Known(info.Text("summary"))),
            Versions = releases.Count > 0 ? [.. releases.Select(release => release.Version)] : info.Text("version") is { } version ? [version] : [],
            Relations = Related.Others(id, Addresses(info).Select(address => Identify.Link(address).Id is { Scheme: "github" or "gitlab" } code ? new Relation("has-code", code) : null)),
            Withdrawn = info.At("yanked").IsTrue(),
        };
    }

    private static readonly string[] Companies = ["Inc", "LLC", "Ltd", "GmbH", "Corp"];

    private static string? Known(string? text) => text is "UNKNOWN" or "None" ? null : text;

    // Authors stand in one field or, since PEP 621, as "Name <mail>, Name <mail>" in the other.
    private static IEnumerable<Author?> Authors(string? names, string? mails)
    {
        if (names is null)
            return (mails ?? "").Split('>').Where(mail => mail.Contains('<', StringComparison.Ordinal)).Select(mail => Names.Spoken(mail[..mail.IndexOf('<', StringComparison.Ordinal)].Trim(' ', ',', '"')));
        foreach (var company in Companies)
            names = names.Replace(", " + company, " " + company, StringComparison.OrdinalIgnoreCase);
        return names.Replace(" and ", ",", StringComparison.Ordinal).Replace(';', ',').Replace(" & ", ",", StringComparison.Ordinal).Split(',', StringSplitOptions.TrimEntries).Select(Names.Spoken);
    }

    private static IEnumerable<string> Addresses(JsonElement info) =>
        info.At("project_urls").Properties().Select(link => Json.Text(link.Value)).Append(info.Text("home_page")).OfType<string>().Where(address => address.Contains("://", StringComparison.Ordinal));
}
