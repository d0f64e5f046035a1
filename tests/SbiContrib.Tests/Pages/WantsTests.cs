using Microsoft.AspNetCore.Http;
using SbiContrib.Receive;

namespace SbiContrib.Tests.Pages;

public sealed class WantsTests
{
    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("text/html", true)]
    [InlineData("TEXT/HTML", true)]
    [InlineData("text/*", true)]
    [InlineData("text/html;charset=utf-8, */*;q=0.1", false)]
    [InlineData("application/json;q=0.5, text/html", true)]
    [InlineData("application/json, text/html;q=0.9", false)]
    [InlineData("application/json, text/html", false)]
    [InlineData("text/html;q=0", false)]
    [InlineData("*/*", false)]
    [InlineData("*/*, application/json;q=0.1", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("text", false)]
    [InlineData("text/htmlx", false)]
    [InlineData("image/png", false)]
    public void A_page_is_for_who_would_rather_have_one(string? accept, bool page)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;

        Assert.Equal(page, Wants.Page(request));
    }
}
