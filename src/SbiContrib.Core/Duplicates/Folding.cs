using System.Text;

namespace SbiContrib.Core.Duplicates;

/// <summary>Letters without their marks, so that two spellings of one title or name meet.</summary>
/// <remarks>Tables, since <c>string.Normalize</c> does nothing where globalization is invariant. A dot keeps the character.</remarks>
internal static class Folding
{
    // U+00C0 to U+017F: Latin-1 and Latin Extended-A.
    private const string Latin =
        "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg" +
        "gggghhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";

    // U+1E00 to U+1EFF: Latin Extended Additional.
    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr" +
        "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    private static readonly string[] Greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi",
        "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    /// <summary>Appends a character in lower case without marks; a Greek letter by its name; digits above and below the line as digits.</summary>
    public static void Append(StringBuilder text, char character)
    {
        switch (character)
        {
            case < '\x80':
                text.Append(char.ToLowerInvariant(character));
                break;
            case >= '\u0300' and <= '\u036F':
                break;
            case 'ß':
                text.Append("ss");
                break;
            case 'æ' or 'Æ':
                text.Append("ae");
                break;
            case 'œ' or 'Œ':
                text.Append("oe");
                break;
            case 'ﬁ' or 'ﬂ' or 'ﬀ':
                text.Append('f').Append(character == 'ﬀ' ? 'f' : character == 'ﬁ' ? 'i' : 'l');
                break;
            case >= 'α' and <= 'ω':
                text.Append(Greek[character - 'α']);
                break;
            case >= 'Α' and <= 'Ω':
                text.Append(Greek[character - 'Α']);
                break;
            default:
                text.Append(Plain(character));
                break;
        }
    }

    private static char Plain(char character) => character switch
    {
        >= '\u00C0' and <= '\u017F' when Latin[character - '\u00C0'] is not '.' and var letter => letter,
        >= '\u1E00' and <= '\u1EFF' when Additional[character - '\u1E00'] is not '.' and var letter => letter,
        'ℓ' => 'l',
        '²' or '₂' => '2',
        '³' or '₃' => '3',
        '¹' or '₁' => '1',
        '⁰' or '₀' => '0',
        >= '⁴' and <= '⁹' => (char)(character - '⁴' + '4'),
        >= '₄' and <= '₉' => (char)(character - '₄' + '4'),
        _ => char.ToLowerInvariant(character),
    };
}
