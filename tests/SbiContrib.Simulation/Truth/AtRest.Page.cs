using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SbiContrib.Core;
using SbiContrib.Pages;
using SbiContrib.Store;

namespace SbiContrib.Simulation.Truth;

/// <summary>Who sent a form reads on its page what is so.</summary>
internal sealed partial class AtRest
{
    private IEnumerable<string> Page(Contribution saved)
    {
        var page = Rendered(saved);
        if (!page.Contains($"class=\"state\">{saved.State.Word()}<", StringComparison.Ordinal))
            yield return $"{saved.Key} is {saved.State.Word()}, and its page doesn't say so";
        if (saved.History.IsEmpty || saved.History[^1].State != saved.State)
            yield return $"{saved.Key} is {saved.State.Word()}, and the last that its page tells is {saved.History.LastOrDefault()?.State.Word() ?? "nothing"}";
        if (saved.State is State.Proposed or State.Approved or State.Merged && !page.Contains($"/pull/{saved.Pull}\"", StringComparison.Ordinal))
            yield return $"{saved.Key} is {saved.State.Word()}, and its page doesn't lead to #{saved.Pull}";
        foreach (var link in saved.Form!.Submission.Items.Select(item => item.Link).Where(link => !page.Contains($"<code>{WebUtility.HtmlEncode(link)}</code>", StringComparison.Ordinal) && !saved.State.IsFinal()))
            yield return $"{saved.Key} asks for {link}, and its page doesn't tell of it";
        foreach (var item in saved.Items.Where(item => item.Outcome == Outcome.Good && !saved.State.IsFinal() && saved.State is not (State.Proposed or State.Approved)))
            yield return $"{saved.Key} is {saved.State.Word()}, and its page says of {item.Link} that it is good";
    }

    private string Rendered(Contribution saved)
    {
        var site = scene.Table("contributions").All.FirstOrDefault(row => row.PartitionKey == Keys.Partition(saved.Key.Site) && row.RowKey.StartsWith("site", StringComparison.Ordinal));
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;
        StatusPage.Of(ContributionStatus.Of(saved, site is null ? null : Body.Read<SiteRecord>(site)), saved, null).ExecuteAsync(http).GetAwaiter().GetResult();
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
