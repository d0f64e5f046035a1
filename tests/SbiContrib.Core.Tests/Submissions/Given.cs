using SbiContrib.Core.Sites;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Tests.Submissions;

/// <summary>A site with an issue form and a Markdown template, and issues as people write them.</summary>
internal static class Given
{
    public const string Link = "https://arxiv.org/abs/2005.07062";

    private const string Form = """
        name: Add an entry
        labels: [contribution]
        body:
          - type: markdown
            attributes: {value: Thank you!}
          - type: textarea
            id: links
            attributes: {label: Links}
          - type: dropdown
            id: section
            attributes: {label: Section, options: [Cosmology, Robotics]}
          - type: textarea
            id: note
            attributes: {label: Note}
          - type: checkboxes
            id: checks
            attributes: {label: The link was looked for in the list, options: [{label: I looked}]}
        """;

    private const string Template = """
        ---
        name: New paper
        labels: contribution
        ---
        <!-- Thank you! See https://example.org/how -->
        **Title:**

        **Short description:**

        **Link to paper:**
        """;

    public static SiteFacts Site(string form = Form, SiteSettings? settings = null) => new()
    {
        FullName = "sample-community/sample-site",
        Url = "https://github.com/sample-community/sample-site",
        DefaultBranch = "main",
        Head = "a1",
        Bot = "sbi-contrib[bot]",
        Settings = settings ?? new() { Lists = [new("index.md")] },
        Forms = [FormTemplateReader.Read(".github/ISSUE_TEMPLATE/add.yml", form)!, FormTemplateReader.Read(".github/ISSUE_TEMPLATE/paper.md", Template)!],
    };

    public static string Filled(string links = Link, string section = "Cosmology", string note = "_No response_") =>
        $"### Links\n\n{links}\n\n### Section\n\n{section}\n\n### Note\n\n{note}\n\n### The link was looked for in the list\n\n- [X] I looked";

    public static Submission? Read(string body, string? label = "contribution") => Read(Site(), body, label);

    public static Submission? Read(SiteFacts site, string body, string? label = "contribution") =>
        SubmissionReader.Read(new() { Number = 1, Body = body, Author = new("ada", 11), Labels = label is null ? [] : [label] }, site);
}
