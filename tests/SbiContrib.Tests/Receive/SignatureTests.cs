using System.Text;
using SbiContrib.Receive;

namespace SbiContrib.Tests.Receive;

public sealed class SignatureTests
{
    // The example of https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    private const string Secret = "It's a Secret to Everybody";
    private const string Right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static readonly byte[] Body = "Hello, World!"u8.ToArray();

    [Fact]
    public void GitHubs_own_example_is_right() => Assert.True(new Signature([Secret]).Signs(Body, Right));

    [Fact]
    public void Every_one_of_several_secrets_is_good()
    {
        var signature = new Signature(["the next secret", "", Secret]);

        Assert.True(signature.Signs(Body, Right));
        Assert.True(signature.Signs(Body, Door.Sign("the next secret", Body)));
        Assert.False(signature.Signs(Body, Door.Sign("another", Body)));
        Assert.False(signature.Signs(Body, Door.Sign("", Body)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e177")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18")]
    [InlineData("sha256=g57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17,sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    public void Nothing_else_is(string? header) => Assert.False(new Signature([Secret]).Signs(Body, header));

    [Fact]
    public void It_is_over_the_bytes_and_not_over_what_they_mean()
    {
        byte[] one = [.. "{\"a\":1}"u8], same = [.. "{ \"a\": 1 }"u8];

        Assert.False(new Signature([Secret]).Signs(same, Door.Sign(Secret, one)));
        Assert.True(new Signature([Secret]).Signs([], Door.Sign(Secret, [])));
        Assert.True(new Signature([Secret]).Signs([0xff, 0x00], Door.Sign(Secret, [0xff, 0x00])));
    }

    [Fact]
    public void Without_a_secret_there_is_no_door() => Assert.Throws<ArgumentException>(() => new Signature([""]));

    [Fact]
    public void The_case_of_the_hexadecimal_does_not_matter() =>
        Assert.True(new Signature([Secret]).Signs(Body, "sha256=" + Right[7..].ToUpperInvariant()));

    [Fact]
    public void Secrets_beyond_ASCII_are_UTF8() =>
        Assert.True(new Signature(["Schlüssel"]).Signs(Body, Door.Sign(Encoding.UTF8.GetString("Schlüssel"u8), Body)));
}
