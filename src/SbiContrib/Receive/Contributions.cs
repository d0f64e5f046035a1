using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.GitHub;
using SbiContrib.Pages;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Receive;

/// <summary>The door for web forms and programs: submissions in, status out.</summary>
internal sealed partial class Contributions(IStore store, IQueue queue, FormSites sites, Secrets secrets, PublicPages pages, TimeProvider clock, ILogger<Contributions> log)
{
    /// <summary>How many times the daily number of submissions is kept for later days; what comes after is refused.</summary>
    private const int MostDays = 10;

    /// <summary>How often a change is tried on top of somebody else's.</summary>
    private const int MostTries = 5;

    /// <summary>When what was kept is looked at, should the message about it be lost.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Takes a submission: JSON, or a browser's form post.</summary>
    /// <returns>202 with id, address and the owner's secret, or 303 to the status page.</returns>
    public Task<IResult> Take(HttpRequest request, CancellationToken cancellation) => Answer(request, async body =>
    {
        var post = SubmissionPost.Read(body, request.ContentType);
        var (submission, name) = (post.ToSubmission(), post.ToName());
        var idempotencyKey = IdempotencyKey(request);
        var (site, settings) = await sites.Find(post.Site ?? "", cancellation);
        var key = Secrets.Name(site.Id, idempotencyKey, body.Span);
        var kept = await store.Find(key, cancellation)
            ?? await Keep(key, site, new(submission, name, Secrets.Hash(secrets.Of(key))), settings.WebFormPerDay, cancellation);
        await Nudge(kept, cancellation);
        return Taken(request, key, secrets.Of(key, kept.Form!));
    }, cancellation);

    /// <summary>Changes or withdraws a submission, for who knows its secret.</summary>
    public Task<IResult> Change(string id, HttpRequest request, CancellationToken cancellation) => Answer(request, async body =>
    {
        var post = SubmissionPost.Read(body, request.ContentType);
        if (await Changed(id, post, cancellation) is { } saved)
            await Nudge(saved, cancellation);
        _ = ContributionKey.TryParse(id, out var key);
        return Taken(request, key, post.Secret);
    }, cancellation);

    /// <summary>Where a contribution stands: JSON, or a page for a browser.</summary>
    public async Task<IResult> Status(string id, HttpRequest request, CancellationToken cancellation)
    {
        request.HttpContext.Response.Headers.Vary = "Accept";
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!ContributionKey.TryParse(id, out var key) || await store.Find(key, cancellation) is not { } saved || !await MaySee(saved, cancellation))
            return Problems.Of(request, new("There is no such contribution. The id is written SITE-issue-NUMBER or SITE-form-LETTERS; please check the address.", StatusCodes.Status404NotFound));
        var status = ContributionStatus.Of(saved, await store.Site(key.Site, cancellation));
        return Wants.Page(request)
            ? StatusPage.Of(status, saved, request.Query["secret"] is [{ } secret] && saved.Form is { } form && Secrets.Fits(form, secret) ? secret : null)
            : Results.Json(status);
    }

    // A form's id is known to its sender alone; an issue's can be counted through, and a private site's is for its members.
    private async Task<bool> MaySee(Contribution saved, CancellationToken cancellation) =>
        saved.Key.Issue is null || await store.Site(saved.Key.Site, cancellation) is { Private: false };

    // A short one might be another's too, who would then be told the secret of the first.
    private static string? IdempotencyKey(HttpRequest request) => request.Headers["Idempotency-Key"] switch
    {
        [] => null,
        [{ Length: >= 16 and <= 200 } key] => key,
        _ => throw new RefusalException("The header Idempotency-Key needs one value of 16 to 200 characters that nobody else would choose, such as a UUID."),
    };

    private async Task<Contribution> Keep(ContributionKey key, SiteRecord site, FormSubmission form, int perDay, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (days, number) = (0, 0);
        // The first day that has a place left: what is held takes one of the day that it is held to.
        for (; days < MostDays && await store.CountForm(key.Site, DateOnly.FromDateTime(now.UtcDateTime.AddDays(days)), cancellation) is var count && count > perDay; days++)
            number = days == 0 ? count : number;
        if (days == MostDays)
            throw new RefusalException("More submissions came in today than this list can take. Please try again tomorrow, or open an issue.", StatusCodes.Status429TooManyRequests, Midnight(now, 1) - now);
        DateTimeOffset? held = days == 0 ? null : Midnight(now, days);
        var begun = new Contribution { Key = key, Installation = site.Installation, State = State.Received, Received = now, Due = held ?? now + Grace, Form = form with { Held = held, Number = held is null ? null : number } };
        // Where the delivery about the installation was lost, the site is met here: it is compared with GitHub from now on.
        if (await store.Site(site.Id, cancellation) is null)
            await store.PlanSite(site.Id, site.Installation, now, cancellation);
        await store.SaveSite(site, cancellation);
        try
        {
            return await store.Save(null, begun with { History = [new(now, State.Received, HistoryWords.Of(begun))] }, cancellation);
        }
        catch (SaveConflictException)
        {
            // The same post at the same time.
            if (await store.Find(key, cancellation) is { } other)
                return other;
            throw;
        }
    }

    private static DateTimeOffset Midnight(DateTimeOffset now, int days) => new(now.UtcDateTime.Date.AddDays(days), TimeSpan.Zero);

    // It is kept, and the timer finds it: a refusal now would only have it sent twice.
    private async Task Nudge(Contribution kept, CancellationToken cancellation)
    {
        try
        {
            await queue.Send(Look.At(kept.Key, kept.Installation), TimeSpan.Zero, cancellation);
        }
        catch (Exception fault) when (AzureFault.Is(fault))
        {
            NotQueued(log, kept.Key, fault);
        }
    }

    /// <summary>The contribution after the change; null where it was withdrawn already, as was asked for.</summary>
    private async Task<Contribution?> Changed(string id, SubmissionPost post, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            if (!ContributionKey.TryParse(id, out var key) || await store.Find(key, cancellation) is not { Form: { } known } saved || !Secrets.Fits(known, post.Secret))
                throw new RefusalException("There is no such contribution, or the secret doesn't fit it.", StatusCodes.Status404NotFound);
            if (post.Withdraw && saved.State == State.Withdrawn)
                return null;
            if (saved.State.IsFinal())
                throw new RefusalException($"It is {saved.State.Word()}: nothing of it changes any more. A new submission is welcome.");
            var changed = post.Withdraw ? known with { Withdrawn = true } : known with { Submission = post.ToSubmission() };
            try
            {
                var soon = clock.GetUtcNow() + Grace;
                return await store.Save(saved, saved with { Form = changed, Due = saved.Due < soon ? saved.Due : soon }, cancellation);
            }
            catch (SaveConflictException) when (tries < MostTries)
            {
                // It is being worked on: once more, on top of that.
            }
        }
    }

    private IResult Taken(HttpRequest request, ContributionKey key, string? secret)
    {
        var address = pages.Status(key);
        if (SubmissionPost.IsForm(request.ContentType))
            return Results.Extensions.SeeOther($"{address}{(secret is null ? "" : $"?secret={secret}")}");
        request.HttpContext.Response.Headers.Location = address.ToString();
        return Results.Json(new { id = key.ToString(), address, secret }, statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<IResult> Answer(HttpRequest request, Func<ReadOnlyMemory<byte>, Task<IResult>> take, CancellationToken cancellation)
    {
        try
        {
            return await take(await Body.Read(request, SubmissionPost.MostBytes, cancellation)
                ?? throw new RefusalException($"The body has more than {SubmissionPost.MostBytes} bytes.", StatusCodes.Status413PayloadTooLarge));
        }
        catch (RefusalException refusal)
        {
            return Problems.Of(request, refusal);
        }
        catch (NotNowException wait)
        {
            var seconds = Math.Clamp((wait.Until - clock.GetUtcNow())?.TotalSeconds ?? 60, 1, 3600);
            return Problems.Of(request, Silent(TimeSpan.FromSeconds(seconds)));
        }
        catch (Exception fault) when (GitHubFault.Is(fault))
        {
            // It was there a moment ago.
            NotRead(log, fault);
            return Problems.Of(request, Silent(TimeSpan.FromMinutes(1)));
        }
        catch (SaveConflictException)
        {
            return Problems.Of(request, new("It is being worked on at this very moment. Please try again.", StatusCodes.Status409Conflict));
        }
        catch (Exception fault) when (AzureFault.Is(fault) && !cancellation.IsCancellationRequested)
        {
            NotKept(log, fault);
            return Problems.Of(request, new("Nothing can be kept at the moment, so nothing was taken. Please try again in a few minutes.", StatusCodes.Status503ServiceUnavailable, TimeSpan.FromMinutes(1)));
        }
    }

    private static RefusalException Silent(TimeSpan wait) =>
        new("GitHub doesn't answer at the moment, so nothing was taken. Please try again in a few minutes.", StatusCodes.Status503ServiceUnavailable, wait);

    [LoggerMessage(1, LogLevel.Warning, "{Contribution} is kept, but the queue can't be reached: the timer will find it")]
    private static partial void NotQueued(ILogger log, ContributionKey contribution, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "A submission was refused, for GitHub shows its site no more")]
    private static partial void NotRead(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "A submission couldn't be kept")]
    private static partial void NotKept(ILogger log, Exception fault);
}
