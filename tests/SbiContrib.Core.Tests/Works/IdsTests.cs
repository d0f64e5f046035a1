using SbiContrib.Core.Works.Reading;

namespace SbiContrib.Core.Tests.Works;

/// <summary>Fields of services hold identifiers in many dresses; the grammar is that of links.</summary>
public sealed class IdsTests
{
    [Theory]
    [InlineData("10.1073/PNAS.1912789117", "doi:10.1073/pnas.1912789117")]
    [InlineData("https://dx.doi.org/10.1073/pnas.1912789117", "doi:10.1073/pnas.1912789117")]
    [InlineData("10.1073/pnas.1912789117.", "doi:10.1073/pnas.1912789117")]
    [InlineData("10.1016/j.jcp.2020.109942)", "doi:10.1016/j.jcp.2020.109942")]
    [InlineData("10.1101/087619v3", "doi:10.1101/087619")]
    [InlineData("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2")]
    [InlineData("10.48550/arXiv.2010.06439", "arxiv:2010.06439")]
    [InlineData("10.1073/pnas. 1912789117", null)]
    [InlineData("none", null)]
    public void ADoi(string text, string? id) => Assert.Equal(id, Ids.Doi(text)?.ToString());

    [Theory]
    [InlineData("10.1234/a.1, 10.1234/b.2;10.1234/c.3", "doi:10.1234/a.1 doi:10.1234/b.2 doi:10.1234/c.3")]
    [InlineData("10.1175/1520-0493(1996)124<1225:TSLAAT>2.0.CO;2", "doi:10.1175/1520-0493(1996)124<1225:tslaat>2.0.co;2")]
    [InlineData("", "")]
    public void SeveralDois(string text, string ids) => Assert.Equal(ids, string.Join(' ', Ids.Dois(text)));

    [Theory]
    [InlineData("arXiv:2010.06439v2", "arxiv:2010.06439")]
    [InlineData("math.GT/0309136", "arxiv:math/0309136")]
    [InlineData("2099.06439", null)]
    [InlineData("journal/0309136", null)]
    public void AnArxivNumber(string text, string? id) => Assert.Equal(id, Ids.Arxiv(text)?.ToString());
}
