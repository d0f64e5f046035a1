using System.Text;
using SbiContrib.Core.Submissions;
using SbiContrib.Receive;

namespace SbiContrib.Tests.Receive;

/// <summary>What a web form or a program may ask for besides new entries.</summary>
public sealed class SubmissionPostTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Fact]
    public void A_form_corrects_a_listed_entry()
    {
        var item = Assert.Single(Read("site=o/n&entry=https://arxiv.org/abs/2010.06439&new-title=A+title&note=Seen", Form).Items);
        Assert.Equal((ItemKind.Correct, "https://arxiv.org/abs/2010.06439", "A title", "Seen"), (item.Kind, item.Link, item.Title, item.Note));
    }

    [Fact]
    public void A_form_has_an_entry_taken_out() =>
        Assert.Equal((ItemKind.Remove, "It was retracted."), Assert.Single(Read("site=o/n&entry=Some+title&reason-for-removal=It+was+retracted.", Form).Items) is var item ? (item.Kind, item.Note) : default);

    [Fact]
    public void A_form_proposes_a_new_section() =>
        Assert.Equal(("Weather", true), Assert.Single(Read("site=o/n&link=https://arxiv.org/abs/2010.06439&new-section=Weather", Form).Items) is var item ? (item.Section, item.NewSection) : default);

    [Fact]
    public void A_program_says_the_kind_and_not_what_only_a_command_may_say()
    {
        var items = Read("""{"site":"o/n","items":[{"kind":"correct","link":"https://arxiv.org/abs/2010.06439","newLink":"https://doi.org/10.1000/x"},{"link":"https://arxiv.org/abs/2001.00001","distinct":true,"also":true,"title":"T","titleStands":true}]}""", "application/json").Items;
        Assert.Equal((ItemKind.Correct, "https://doi.org/10.1000/x"), (items[0].Kind, items[0].NewLink));
        Assert.Equal((false, false, false), (items[1].Distinct, items[1].Also, items[1].TitleStands));
    }

    private static Submission Read(string body, string type) => SubmissionPost.Read(Encoding.UTF8.GetBytes(body), type).ToSubmission();
}
