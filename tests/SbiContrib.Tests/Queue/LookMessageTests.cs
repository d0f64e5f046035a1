using System.Text;
using SbiContrib.Queue;

namespace SbiContrib.Tests.Queue;

public sealed class LookMessageTests
{
    [Theory]
    [InlineData(1, 0, null)]
    [InlineData(long.MaxValue, long.MaxValue, "issue-999999999")]
    [InlineData(77, 5, "form-abcdefghijklmnopqrstuvwxyz")]
    public void What_is_written_is_read(long site, long installation, string? name)
    {
        var look = new Look(site, installation, name);
        Assert.True(LookMessage.TryRead(LookMessage.Write(look), out var read));
        Assert.Equal(look, read);
        Assert.True(LookMessage.TryReadText(LookMessage.ToText(look), out read));
        Assert.Equal(look, read);
    }

    [Fact]
    public void The_form_on_the_wire_stays() =>
        Assert.Equal("""{"site":77,"installation":5,"name":"issue-1"}""", Encoding.UTF8.GetString(LookMessage.Write(new(77, 5, "issue-1"))));

    [Fact]
    public void What_a_newer_program_adds_is_left_aside()
    {
        Assert.True(LookMessage.TryRead("""{"site":77,"why":{"a":[1]},"installation":5,"name":"issue-1"}"""u8.ToArray(), out var look));
        Assert.Equal(new Look(77, 5, "issue-1"), look);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"site":0,"installation":5,"name":"issue-1"}""")]
    [InlineData("""{"site":-1,"installation":5,"name":"issue-1"}""")]
    [InlineData("""{"site":"77","installation":5,"name":"issue-1"}""")]
    [InlineData("""{"site":77,"installation":-5,"name":"issue-1"}""")]
    [InlineData("""{"site":77,"installation":5,"name":""}""")]
    [InlineData("""{"site":77,"installation":5,"name":"issue-1/../x"}""")]
    [InlineData("""{"site":77,"installation":5,"name":"ISSUE-1"}""")]
    [InlineData("""{"site":77,"installation":5,"name":["issue-1"]}""")]
    [InlineData("""{"site":99999999999999999999,"installation":5,"name":"issue-1"}""")]
    [InlineData("""{"site":77,"installation":5,"name":"issue-1"} {}""")]
    public void Anything_else_is_no_message(string text)
    {
        Assert.False(LookMessage.TryRead(Encoding.UTF8.GetBytes(text), out var look));
        Assert.Null(look);
        Assert.False(LookMessage.TryReadText(text, out _));
    }

    [Fact]
    public void Depth_and_broken_bytes_are_no_message()
    {
        Assert.False(LookMessage.TryRead(Encoding.UTF8.GetBytes(new string('[', 100_000)), out _));
        Assert.False(LookMessage.TryRead(new byte[] { 0xff, 0xfe, 0x00 }, out _));
    }
}
