using System.Globalization;
using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Pages;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Receive;

/// <summary>The door for web forms and programs: submissions in, status out.</summary>
internal sealed class Contributions(IStore store, IQueue queue, IGitHubs gitHubs, SiteReader sites, Secrets secrets, PublicPages pages, TimeProvider clock)
{
    /// <summary>How many times the daily number of submissions is kept for later days; what comes after is refused.</summary>
    private const int MostDays = 10;

    /// <summary>Takes a submission: JSON, or a browser's form post.</summary>
    /// <returns>202 with id, address and the owner's secret, or 303 to the status page.</returns>
    public async Task<IResult> Take(HttpRequest request, CancellationToken cancellation)
    {
        if (await Body.Read(request, SubmissionPost.MostBytes, cancellation) is not { } body)
            return Problems.TooLarge(SubmissionPost.MostBytes);
        var form = IsForm(request);
        try
        {
            var post = SubmissionPost.Read(body, form);
            var submission = post.ToSubmission();
            if (post.Name?.Length > 200)
                return Problems.Unprocessable("Field `name` has more than 200 characters.");
            if (await gitHubs.Find(post.Site ?? "", cancellation) is not ({ } installation, { } repository))
                return Problems.Unprocessable("Field `site` names no repository that takes submissions here; it is written owner/name.");
            var site = await sites.Read(gitHubs.For(installation), repository, cancellation);
            if (site.Settings is not { WebForm: true } settings)
                return Problems.Unprocessable($"{repository.FullName} takes no web submissions (its settings say `web-form: true` when it does). An issue there works.");
            var key = Secrets.Name(repository.Id, request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 200 } told] ? told : null, body.Span);
            if (await store.Find(key, cancellation) is null && await Keep(key, installation, new(submission, post.Name, Secrets.Hash(secrets.Of(key))), settings.WebFormPerDay, cancellation) is { } refused)
                return refused;
            await queue.Send(Look.At(key, installation), TimeSpan.Zero, cancellation);
            return Taken(request, key, form);
        }
        catch (FormatException fault)
        {
            return Problems.Unprocessable(fault.Message);
        }
        catch (NotNowException wait)
        {
            return Later(request, wait);
        }
    }

    /// <summary>Changes or withdraws a submission, for who knows its secret.</summary>
    public async Task<IResult> Change(string id, HttpRequest request, CancellationToken cancellation)
    {
        if (await Body.Read(request, SubmissionPost.MostBytes, cancellation) is not { } body)
            return Problems.TooLarge(SubmissionPost.MostBytes);
        var form = IsForm(request);
        try
        {
            var post = SubmissionPost.Read(body, form);
            if (!ContributionKey.TryParse(id, out var key) || await store.Find(key, cancellation) is not { Form: { } known } saved || !Secrets.Fits(known, post.Secret))
                return Problems.NotFound("There is no such contribution, or the secret doesn't fit it.");
            if (saved.State.IsFinal())
                return Problems.Unprocessable($"It is {saved.State.Word()}: nothing of it changes any more. A new submission is welcome.");
            var changed = post.Withdraw ? known with { Withdrawn = true } : known with { Submission = post.ToSubmission() };
            await store.Save(saved, saved with { Form = changed }, cancellation);
            await queue.Send(Look.At(key, saved.Installation), TimeSpan.Zero, cancellation);
            return Taken(request, key, form);
        }
        catch (FormatException fault)
        {
            return Problems.Unprocessable(fault.Message);
        }
        catch (SaveConflictException)
        {
            return Results.Problem("It is being worked on at this very moment. Please try again.", statusCode: StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Where a contribution stands: JSON, or a page for a browser.</summary>
    public async Task<IResult> Status(string id, HttpRequest request, CancellationToken cancellation)
    {
        if (!ContributionKey.TryParse(id, out var key) || await store.Find(key, cancellation) is not { } saved)
            return WantsPage(request) ? StatusPage.None() : Problems.NotFound("There is no such contribution. The id is written SITE-issue-NUMBER or SITE-form-LETTERS.");
        var site = await store.Site(key.Site, cancellation);
        var status = ContributionStatus.Of(saved, site?.FullName);
        return WantsPage(request)
            ? StatusPage.Of(status, saved, request.Query["secret"] is [{ } secret] && saved.Form is { } form && Secrets.Fits(form, secret) ? secret : null)
            : Results.Json(status);
    }

    private async Task<IResult?> Keep(ContributionKey key, long installation, FormSubmission form, int perDay, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var count = await store.CountForm(key.Site, DateOnly.FromDateTime(now.UtcDateTime), cancellation);
        var days = (count - 1) / Math.Max(1, perDay);
        if (days >= MostDays)
            return Results.Problem("More submissions came in today than this list can take. Please try again tomorrow, or open an issue.", statusCode: StatusCodes.Status429TooManyRequests);
        DateTimeOffset? held = days == 0 ? null : new DateTimeOffset(now.UtcDateTime.Date.AddDays(days), TimeSpan.Zero);
        var begun = new Contribution { Key = key, Installation = installation, State = State.Received, Received = now, Due = held ?? now.AddMinutes(10), Form = form with { Held = held } };
        await store.Save(null, begun with { History = [new(now, State.Received, HistoryWords.Of(begun))] }, cancellation);
        return null;
    }

    private IResult Taken(HttpRequest request, ContributionKey key, bool form)
    {
        var address = pages.Status(key);
        var secret = secrets.Of(key);
        if (form)
            return Results.Extensions.SeeOther($"{address}?secret={secret}");
        request.HttpContext.Response.Headers.Location = address.ToString();
        return Results.Json(new { id = key.ToString(), address, secret }, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult Later(HttpRequest request, NotNowException wait)
    {
        var seconds = Math.Clamp((wait.Until - clock.GetUtcNow())?.TotalSeconds ?? 60, 1, 3600);
        request.HttpContext.Response.Headers.RetryAfter = ((int)seconds).ToString(CultureInfo.InvariantCulture);
        return Results.Problem("GitHub doesn't answer at the moment, so nothing was taken. Please try again in a few minutes.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static bool IsForm(HttpRequest request) => request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static bool WantsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

/// <summary>303, which a browser follows with GET.</summary>
internal static class SeeOtherResult
{
    public static IResult SeeOther(this IResultExtensions _, string address) => new Result(address);

    private sealed class Result(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
