using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Tests.Submissions;

/// <summary>Forms for listed entries, for works in several sections and for new sections; and what edits make of a submission.</summary>
public sealed class ChangeTests
{
    private const string Correction = """
        name: Correct
        labels: [contribution]
        body:
          - {type: input, id: listed-entry, attributes: {label: Which entry?}}
          - {type: input, id: new-title, attributes: {label: New title}}
          - {type: input, attributes: {label: New link}}
          - {type: dropdown, id: new-section, attributes: {label: Where to, options: [Cosmology, Robotics]}}
        """;

    private const string Removal = """
        name: Remove
        labels: [contribution]
        body:
          - {type: input, id: listed-entry, attributes: {label: Which entry?}}
          - {type: textarea, id: reason-for-removal, attributes: {label: Why?}}
        """;

    private const string Several = """
        name: Add
        labels: [contribution]
        body:
          - {type: input, id: link, attributes: {label: Link of the listed entry's paper}}
          - {type: dropdown, id: section, attributes: {label: Sections, multiple: true, options: [Cosmology, "Robotics, hands"]}}
          - {type: input, id: new-section, attributes: {label: Or a new one}}
        """;

    [Fact]
    public void A_correction_says_what_is_to_be_different()
    {
        var item = Assert.Single(Given.Read(Given.Site(Correction), $"### Which entry?\n\n{Given.Link}\n\n### New title\n\nA title\n\n### New link\n\nhttps://doi.org/10.1000/x\n\n### Where to\n\n_No response_")!.Items);
        Assert.Equal((ItemKind.Correct, Given.Link, "A title", "https://doi.org/10.1000/x", null), (item.Kind, item.Link, item.Title, item.NewLink, item.Section));
    }

    [Fact]
    public void A_title_names_an_entry_too() =>
        Assert.Equal("Fast and credible inference", Assert.Single(Given.Read(Given.Site(Removal), "### Which entry?\n\nFast and credible inference\n\n### Why?\n\nIt was retracted.")!.Items).Link);

    [Fact]
    public void A_removal_carries_its_reason()
    {
        var item = Assert.Single(Given.Read(Given.Site(Removal), $"### Which entry?\n\n{Given.Link}\n\n### Why?\n\nIt was retracted.\n\n### Why?\n\nReally.")!.Items);
        Assert.Equal((ItemKind.Remove, "It was retracted.\n\n### Why?\n\nReally."), (item.Kind, item.Note));
    }

    [Fact]
    public void A_work_may_stand_in_several_sections()
    {
        var items = Given.Read(Given.Site(Several), $"### Link of the listed entry's paper\n\n{Given.Link}\n\n### Sections\n\nCosmology, Robotics, hands\n\n### Or a new one\n\n_No response_", label: null)!.Items;
        Assert.Equal(["Cosmology", "Robotics, hands"], items.Select(item => item.Section));
        var plain = Given.Site(Several.Replace("Robotics, hands", "Robotics", StringComparison.Ordinal));
        var both = Given.Read(plain, $"### Link of the listed entry's paper\n\n{Given.Link}\n\n### Sections\n\nCosmology, Robotics\n\n### Or a new one\n\n_No response_")!.Items;
        Assert.Equal([("Cosmology", false), ("Robotics", true)], both.Select(item => (item.Section, item.Also)));
    }

    [Fact]
    public void A_new_section_is_proposed_by_its_name()
    {
        var item = Assert.Single(Given.Read(Given.Site(Several), $"### Link of the listed entry's paper\n\n{Given.Link}\n\n### Sections\n\n_No response_\n\n### Or a new one\n\nWeather")!.Items);
        Assert.Equal((ItemKind.Add, "Weather", true), (item.Kind, item.Section, item.NewSection));
    }

    [Fact]
    public void An_edit_holds_until_the_submission_itself_says_something_else()
    {
        Edit[] edits = [new(EditKind.Section, Given.Link, "Robotics", "Cosmology"), new(EditKind.Section, Given.Link, "Genomics", "Robotics"), new(EditKind.Note, Given.Link, "New.")];
        Assert.Equal(("Genomics", "New."), Applied("Cosmology", edits));
        Assert.Equal(("Reviews", "New."), Applied("Reviews", edits));
        Assert.Empty(Edits.Apply(new([]), [.. edits])!.Items);
    }

    [Fact]
    public void An_edit_adds_replaces_and_repeats()
    {
        var read = new Submission([new("a paper"), new(Given.Link, "Cosmology")]);
        Edit[] edits = [new(EditKind.Link, "a paper", "https://arxiv.org/abs/2001.00001"), new(EditKind.Also, Given.Link, "Robotics"), new(EditKind.Also, Given.Link, "Robotics"), new(EditKind.Add, "https://arxiv.org/abs/2001.00002", "Weather") { NewSection = true }, new(EditKind.Add, Given.Link)];
        var items = Edits.Apply(read, [.. edits])!.Items;
        Assert.Equal(["https://arxiv.org/abs/2001.00001", Given.Link, Given.Link, "https://arxiv.org/abs/2001.00002"], items.Select(item => item.Link));
        Assert.Equal([false, false, true, false], items.Select(item => item.Also));
        Assert.Equal("Weather", Edits.Apply(null, [edits[3]])!.Items[0].Section);
        Assert.Null(Edits.Apply(null, [edits[0]]));
    }

    private static (string?, string?) Applied(string section, Edit[] edits)
    {
        var item = Assert.Single(Edits.Apply(new([new(Given.Link, section)]), [.. edits])!.Items);
        return (item.Section, item.Note);
    }
}
