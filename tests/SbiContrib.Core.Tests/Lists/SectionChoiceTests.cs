using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed class SectionChoiceTests
{
    [Theory]
    [InlineData("Reviews", "Selected papers / Reviews")]
    [InlineData("reviews ", "Selected papers / Reviews")]
    [InlineData("Reveiws", "Selected papers / Reviews")]
    [InlineData("Applications", "Selected papers / Applications")]
    [InlineData("Cosmology", "Selected papers / Applications / Cosmology")]
    [InlineData("Applications / Cosmology", "Selected papers / Applications / Cosmology")]
    [InlineData("Applications > Cosmology", "Selected papers / Applications / Cosmology")]
    [InlineData("Selected papers / Cosmology", "Selected papers / Applications / Cosmology")]
    [InlineData("applications: cosmolgy", "Selected papers / Applications / Cosmology")]
    [InlineData("Selected Software", "Selected software")]
    public void FindsWhatWasMeant(string typed, string place) =>
        Assert.Equal(place, SectionChoice.Resolve(ListReader.Read(SamplePages.Read("page.md")), typed).Place?.ToString());

    [Theory]
    [InlineData("I don't know")]
    [InlineData("Cooking")]
    [InlineData("")]
    [InlineData("Reviews / Cosmology")]
    [InlineData("physics")]
    public void NeverGuesses(string typed)
    {
        var choice = SectionChoice.Resolve(ListReader.Read(SamplePages.Read("page.md")), typed);
        Assert.Null(choice.Place);
        Assert.Equal(3, choice.Likely.Length);
    }

    [Fact]
    public void OffersTheLikeliestFirst() =>
        Assert.Equal("Selected papers / Applications / Particle Physics", SectionChoice.Resolve(ListReader.Read(SamplePages.Read("page.md")), "physics").Likely[0].ToString());
}
