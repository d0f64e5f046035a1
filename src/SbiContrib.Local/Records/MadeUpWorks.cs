using System.Globalization;

namespace SbiContrib.Local.Records;

/// <summary>Works that don't exist, as many as a load test wants: <c>arXiv:9901.00000</c> to <c>9901.99999</c> (arXiv will come there in 2099) and <c>10.5555/made-up.0</c> on (Crossref's prefix for tests). The same number is always the same work.</summary>
internal static class MadeUpWorks
{
    private const string ArxivPrefix = "9901.";
    private const string DoiPrefix = "10.5555/made-up.";
    private static readonly string[] Manners = "Patient Crooked Tidal Amber Frugal Nocturnal Brittle Copper Wandering Silent Granular Polar Velvet Restless Hollow Saffron Migrating Fluent Rusted Glacial Obedient Thorny Painted Buoyant Feral Marbled".Split(' ');
    private static readonly string[] Things = "Teapots Glaciers Beehives Lanterns Orchards Pendulums Ferries Sundials Corals Kites Locomotives Mushrooms Lighthouses Violins Typewriters Marmots Canals Geysers Balloons Windmills Umbrellas Comets Tortoises Looms Clocks".Split(' ');
    private static readonly string[] Means = "Ratio Posterior Likelihood Score Flow Kernel Quantile Ensemble Surrogate Summary Marginal Sequential".Split(' ');
    private static readonly string[] Places = "Attics Harbours Cellars Deserts Stairwells Archipelagos Greenhouses Tunnels Meadows Observatories Quarries Ballrooms Swamps Foundries Libraries".Split(' ');
    private static readonly string[] Given = "Ada Björn Chloé Dalia Emre Fiona Göran Hana Ilse João Kaito Lucía Mirko Nadia Orsolya".Split(' ');
    private static readonly string[] Family = "Example Placeholder Specimen Mustermann Sampleová de Fictie Phantom Inventé Nimand Dummysson Ficto Pretendo Nobody".Split(' ');

    /// <summary>The made-up work of an arXiv number or a DOI.</summary>
    /// <returns>The work, or null where the identifier isn't one of ours.</returns>
    public static RecordedWork? Of(string id)
    {
        var prefix = id.StartsWith(ArxivPrefix, StringComparison.Ordinal) ? ArxivPrefix : DoiPrefix;
        return id.StartsWith(prefix, StringComparison.Ordinal) && uint.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000
            ? Number(number, prefix == ArxivPrefix)
            : null;
    }

    private static RecordedWork Number(uint number, bool arxiv)
    {
        var dice = number * 2654435761u ^ 0x5bd1e995; // the same for the same number, far apart for its neighbour
        string Pick(string[] from, int shift) => from[(dice >> shift) % (uint)from.Length];
        var title = $"{Pick(Manners, 3)} {Pick(Things, 9)} in {Pick(Places, 15)}: Made-Up {Pick(Means, 5)} Estimation {Word(number)}";
        var authors = Enumerable.Range(1, 1 + (int)(number % 4)).Select(n => new RecordedAuthor(Pick(Given, n * 4), Pick(Family, n * 5))).Distinct().ToList();
        return arxiv
            ? new($"{ArxivPrefix}{number:D5}", null, title, authors, "2024-01-02", null, null, 1, "stat.ML", $"Nothing is shown of {title}: it was made up for a test.")
            : new(null, $"{DoiPrefix}{number}", title, authors, "2024-01-02", "2024-01", "Journal of Made-Up Results", 1, "stat.ML", "It was made up for a test.");
    }

    // A number as a word of syllables, so that no title is another's but for a digit.
    private static string Word(uint number)
    {
        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        var word = "";
        for (var rest = number + 70 * 70; rest > 0; rest /= 70)
            word += $"{Consonants[(int)(rest % 14)]}{Vowels[(int)(rest % 70 / 14)]}";
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
