using CsCheck;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Tests.Submissions;

public sealed class FormTests
{
    private static readonly string[] Typed = ["### Links", "### Section", "### Note", "Cosmology", "", "https://arxiv.org/abs/2001.00001", "_No response_", "words"];

    [Theory]
    [InlineData("Robotics, hands", new[] { "Robotics, hands" })]
    [InlineData("Robotics", new[] { "Robotics" })]
    [InlineData("Robotics, hands, Cosmology", new[] { "Robotics, hands", "Cosmology" })]
    [InlineData("Cosmology, Robotics", new[] { "Cosmology", "Robotics" })]
    [InlineData("Cosmology,Robotics", null)]
    [InlineData("Cosmology, hands", null)]
    [InlineData("hands", null)]
    public void An_option_with_a_comma_is_one_and_no_other_can_be_picked(string answer, string[]? picked)
    {
        var field = new FormField("Section", FieldRole.Section, ["Cosmology", "Robotics", "Robotics, hands"], true);
        Assert.Equal(picked, field.Picked(answer)?.ToArray());
        var site = Given.Site("""
            name: Add
            labels: [contribution]
            body:
              - {type: textarea, id: links, attributes: {label: Links}}
              - {type: dropdown, id: section, attributes: {label: Section, options: [Cosmology, Robotics, "Robotics, hands"]}}
            """);
        Assert.Equal(picked, Given.Read(site, $"### Links\n\n{Given.Link}\n\n### Section\n\n{answer}", label: null)?.Items.Select(item => item.Section!).ToArray());
    }

    [Fact]
    public void A_form_is_read_by_its_labels() =>
        Assert.Equal([new(Given.Link, "Cosmology", "Nice and short.")], Given.Read(Given.Filled(note: "Nice and short."))!.Items);

    [Fact]
    public void Windows_line_ends_change_nothing() =>
        Assert.Equal(Given.Read(Given.Filled(note: "Nice."))!.Items, Given.Read(Given.Filled(note: "Nice.").ReplaceLineEndings("\r\n"))!.Items);

    [Fact]
    public void A_form_is_ours_without_its_label_too() =>
        Assert.Equal([new(Given.Link, "Cosmology")], Given.Read(Given.Filled(), label: null)!.Items);

    [Theory]
    [InlineData("### Section")]
    [InlineData("### Section\n\nRobotics is fine too")]
    [InlineData("### Note")]
    [InlineData("### Links")]
    [InlineData("### Something else")]
    [InlineData("Before\n\n### Section\n\nafter")]
    public void A_heading_typed_into_a_text_area_is_text(string typed)
    {
        var inNote = Assert.Single(Given.Read(Given.Filled(note: typed))!.Items);
        Assert.Equal((Given.Link, "Cosmology", typed), (inNote.Link, inNote.Section, inNote.Note));
        var inLinks = Given.Read(Given.Filled(links: $"{Given.Link}\n\n{typed}"))!.Items;
        Assert.Equal((Given.Link, "Cosmology"), (inLinks[0].Link, inLinks[0].Section));
        Assert.All(inLinks, item => Assert.Equal("Cosmology", item.Section));
    }

    [Fact]
    public void Whatever_is_typed_into_the_note_the_link_and_the_section_are_the_form_s() =>
        Gen.Int[0, Typed.Length - 1].Select(at => Typed[at]).List[0, 8]
            .Sample(lines =>
            {
                var item = Assert.Single(Given.Read(Given.Filled(note: string.Join('\n', lines)))!.Items);
                Assert.Equal((Given.Link, "Cosmology"), (item.Link, item.Section));
            });

    [Fact]
    public void A_checkbox_that_speaks_of_links_gives_none() =>
        Assert.Equal(FieldRole.Other, Given.Site().Forms[0].Fields[^1].Role);

    [Fact]
    public void Every_link_of_an_answer_is_an_item_and_a_line_without_one_is_told_back() =>
        Assert.Equal(
            [Given.Link, "doi:10.1000/a", "https://arxiv.org/abs/2001.00001", "https://example.org/x", "my favourite paper"],
            Given.Read(Given.Filled(links: $"- {Given.Link}, doi:10.1000/a\n* see [a paper](https://arxiv.org/abs/2001.00001)\n\n<https://example.org/x>\nmy favourite paper"))!.Items.Select(item => item.Link));

    [Fact]
    public void A_field_that_was_renamed_since_has_no_answer_and_the_others_are_read()
    {
        var renamed = Given.Filled().Replace("### Note", "### Remarks", StringComparison.Ordinal);
        Assert.Equal([new(Given.Link, "Cosmology")], Given.Read(renamed)!.Items);
        var without = $"### Links\n\n{Given.Link}\n\n### Section\n\nCosmology";
        Assert.Equal([new(Given.Link, "Cosmology")], Given.Read(without)!.Items);
        // Without the label nothing says that it is ours.
        Assert.Null(Given.Read(without, label: null));
    }

    [Fact]
    public void An_empty_form_is_ours_and_holds_nothing() => Assert.Empty(Given.Read(Given.Filled(links: "_No response_"))!.Items);

    [Fact]
    public void A_template_is_read_by_its_labels_and_its_hints_are_not_text()
    {
        var item = Assert.Single(Given.Read($"<!-- Thank you! See https://example.org/how -->\n**Title:** A paper\n\n**Short description:** Says how.\nAnd why.\n\n**Link to paper:** {Given.Link}", label: null)!.Items);
        Assert.Equal(new(Given.Link, null, "Says how.\nAnd why.", "A paper"), item);
    }

    [Theory]
    [InlineData("Title: A paper\nShort description:\nLink to paper:\n https://arxiv.org/abs/2005.07062")]
    [InlineData("title: A paper\r\nshort description: \r\nlink to paper: https://arxiv.org/abs/2005.07062\r\n")]
    public void A_template_filled_in_by_hand_is_read_too(string body) =>
        Assert.Equal(Given.Link, Assert.Single(Given.Read(body, label: null)!.Items).Link);

    [Theory]
    [InlineData("body: [")]
    [InlineData("body: text")]
    [InlineData("")]
    [InlineData("- a\n- b")]
    public void A_broken_form_is_none(string yaml) => Assert.Null(FormTemplateReader.Read("a.yml", yaml));

    [Fact]
    public void A_text_made_to_be_read_in_many_ways_ends_soon()
    {
        var many = string.Concat(Enumerable.Repeat("### Links\n\nx\n\n### Section\n\nno option\n\n### Note\n\nx\n\n", 2000));
        Assert.NotNull(Given.Read(many));
    }
}
