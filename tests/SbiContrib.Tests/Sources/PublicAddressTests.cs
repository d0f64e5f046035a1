using System.Net;
using SbiContrib.Sources.Pages;

namespace SbiContrib.Tests.Sources;

/// <summary>Which addresses a stranger's link may lead to.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.129.2")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_only_we_could_reach_is_not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("100.63.255.255")]
    [InlineData("128.84.21.199")]
    [InlineData("168.63.129.17")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700::6810:85e5")]
    [InlineData("2a00:1450:4001:80e::200e")]
    public void What_everybody_can_reach_is_public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    // The ways of writing 127.0.0.1, 169.254.169.254 and 10.0.0.1 that programs understand.
    [Theory]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://%31%32%37.0.0.1/")]
    [InlineData("http://①②⑦.⓪.⓪.①/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0251.0376.0251.0376/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[::ffff:a00:1]/")]
    [InlineData("http://[64:ff9b::10.0.0.1]/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("http://localhost/")]
    public async Task However_an_address_is_spelled_nothing_is_connected_to(string address)
    {
        // Where the text isn't taken for an address, the machine's own resolver might: it plays the worst one.
        using var reader = new PageReader(new PageSettings { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) }, TimeProvider.System);
        var answer = await reader.Read(address + "article/1234", TestContext.Current.CancellationToken);
        Assert.Equal(Core.Works.Pages.PageResult.Refused, answer.Result);
        Assert.True(answer.Refusal is Core.Works.Pages.PageRefusal.NotPublic or Core.Works.Pages.PageRefusal.BadAddress, answer.ToString());
    }

    [Fact]
    public async Task A_host_with_one_address_that_is_not_public_is_refused_whole()
    {
        var guard = new GuardedConnection((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("10.0.0.1")]), PublicAddress.Is);
        await Assert.ThrowsAsync<NotPublicException>(() => guard.Addresses("two.example.org", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_way_out_is_tried_after_IPv4()
    {
        IPAddress[] both = [IPAddress.Parse("2606:4700::6810:85e5"), IPAddress.Parse("1.1.1.1")];
        var guard = new GuardedConnection((_, _) => Task.FromResult(both), PublicAddress.Is);
        Assert.Equal([both[1], both[0]], await guard.Addresses("both.example.org", TestContext.Current.CancellationToken));
    }
}
