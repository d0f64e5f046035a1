using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Tests.Works;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData(@"The $\Lambda$CDM model", "The ΛCDM model")]
    [InlineData(@"$H \rightarrow ZZ$ at 13\,TeV", "H → ZZ at 13 TeV")]
    [InlineData(@"{\sc SimBIG}: {B}ayesian inference", "SimBIG: Bayesian inference")]
    [InlineData(@"G\""odel, Erd\H{o}s, Mr\'az, Fran\c{c}ois, S\o ren, {\L}ukasz", "Gödel, Erdős, Mráz, François, Søren, Łukasz")]
    [InlineData(@"Masses below $10^{-3}$ eV and CO$_2$", "Masses below 10⁻³ eV and CO₂")]
    [InlineData(@"Cheap: \$5, $10 and 20% off", "Cheap: $5, $10 and 20% off")]
    [InlineData(@"Prices from $5 to $10", "Prices from $5 to $10")]
    [InlineData(@"``Quoted'' and \emph{stressed, twice}", "“Quoted” and stressed, twice")]
    [InlineData(@"$\sqrt{s}=\frac{1}{2}$ and $\mathcal{O}(\log N)$", "√s=1/2 and O(log N)")]
    [InlineData(@"A set {1, 2} stays", "A set {1, 2} stays")]
    [InlineData(@"\SimBIG and \unknown{x}", "SimBIG and unknown x")]
    public void TeX_becomes_Unicode(string source, string clean) => Assert.Equal(clean, CleanText.Line(source));

    [Theory]
    [InlineData("5,7-Dimethyl-1<i>H</i>-indole", "5,7-Dimethyl-1H-indole")]
    [InlineData("H<sub>2</sub>O at the 19<sup>th</sup> hour", "H₂O at the 19th hour")]
    [InlineData("Verifying emissions &amp; immunity", "Verifying emissions & immunity")]
    [InlineData("A &amp;lt;i&amp;gt;twice&amp;lt;/i&amp;gt; encoded title", "A twice encoded title")]
    [InlineData("&lt;p style=\"margin: 0px;\"&gt;A framework", "A framework")]
    [InlineData("if p < 0.05 and q > 1", "if p < 0.05 and q > 1")]
    [InlineData("signatures of successful<i>Shigella sonnei</i>", "signatures of successful Shigella sonnei")]
    [InlineData("the<mml:math xmlns:mml=\"m\"><mml:mrow>\n <mml:mi>N</mml:mi> <mml:mo>=</mml:mo> <mml:mn>88</mml:mn></mml:mrow></mml:math>nucleus", "the N=88 nucleus")]
    [InlineData("<mml:math><mml:msub><mml:mi>LaSrVO</mml:mi><mml:mn>4</mml:mn></mml:msub></mml:math>: a liquid", "LaSrVO₄: a liquid")]
    [InlineData("<math><mmultiscripts><mi>Tb</mi><mprescripts/><none/><mn>153</mn></mmultiscripts></math>", "¹⁵³Tb")]
    [InlineData("<jats:alternatives><jats:tex-math>$x$</jats:tex-math><mml:math><mml:mi>x</mml:mi></mml:math></jats:alternatives>", "x")]
    public void Markup_becomes_text(string source, string clean) => Assert.Equal(clean, CleanText.Line(source));

    [Theory]
    [InlineData("two\n  lines\t and  blanks\u00A0", "two lines and blanks")]
    [InlineData("zero\u200Bwidth and\u202E tricks", "zerowidth and tricks")]
    [InlineData("Mu\u0308ller", "Müller")]
    public void A_line_is_one_line_of_visible_characters(string source, string clean) => Assert.Equal(clean, CleanText.Line(source));

    [Fact]
    public void Half_a_surrogate_pair_is_dropped() => Assert.Equal("half of a pair, 😀 whole", CleanText.Line("half " + '\uD83D' + " of a pair, 😀 whole"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<i></i>\n")]
    public void Nothing_is_null(string? source) => Assert.Null(CleanText.Line(source));

    [Fact]
    public void Paragraphs_stay_apart() =>
        Assert.Equal("One\n\nTwo three", CleanText.Paragraphs("<jats:p>One</jats:p>\n<jats:p>Two<br/>three</jats:p>"));
}
