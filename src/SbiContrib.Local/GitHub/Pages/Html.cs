using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace SbiContrib.Local.GitHub;

/// <summary>A piece of a page. Whatever is put into its holes is encoded, but for other pieces: nothing typed by a person can become markup.</summary>
internal sealed record Html(string Text)
{
    public static readonly Html None = new("");

    public static Html Of(Writer text) => new(text.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    /// <summary>Collects an interpolated string, encoding its holes.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Writer(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(Html piece) => _text.Append(piece.Text);

        public void AppendFormatted(IEnumerable<Html> pieces) => _text.Append(Join(pieces).Text);

        public void AppendFormatted<T>(T value) => _text.Append(HtmlEncoder.Default.Encode(value?.ToString() ?? ""));

        public override string ToString() => _text.ToString();
    }
}
