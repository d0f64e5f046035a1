namespace SbiContrib.Simulation.World;

/// <summary>The site as it is when the story begins.</summary>
internal static class SiteFiles
{
    private const string Form =
        """
        name: Add an entry
        description: A paper for the list
        labels: [contribution]
        body:
          - type: textarea
            id: links
            attributes:
              label: Links
              description: One a line.
          - type: dropdown
            id: section
            attributes:
              label: Section
              options: [Alpha, Beta]
        """;

    private const string ChangeForm =
        """
        name: Change an entry
        description: What is listed is wrong
        labels: [contribution]
        body:
          - type: input
            id: listed-entry
            attributes:
              label: Listed entry
          - type: input
            id: new-title
            attributes:
              label: New title
          - type: dropdown
            id: new-section
            attributes:
              label: New section
              options: [Alpha, Beta]
          - type: textarea
            id: reason-for-removal
            attributes:
              label: Reason for removal
        """;

    public static Dictionary<string, string> Of(string settings) => new()
    {
        [Scene.List] = "# List\n\n## Alpha\n\n- [The first of all](https://arxiv.org/abs/2301.00001) by Old One\n\n## Beta\n\n- [The second of all](https://arxiv.org/abs/2301.00002) by Old Two\n",
        [".github/sbi-contrib.yml"] = settings,
        [".github/ISSUE_TEMPLATE/entry.yml"] = Form,
        [".github/ISSUE_TEMPLATE/change.yml"] = ChangeForm,
    };
}
