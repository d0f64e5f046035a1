using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SbiContrib.Core;
using SbiContrib.Receive;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>A submission by web form, as its owner knows it.</summary>
internal sealed class FormSent(ContributionKey key)
{
    public ContributionKey Key => key;

    /// <summary>The link of the last post that was taken; null where an answer was lost since, so that nobody knows.</summary>
    public string? Link { get; set; }

    /// <summary>The owner was told that it was taken.</summary>
    public bool Taken { get; set; }

    /// <summary>The owner was told that it is withdrawn.</summary>
    public bool Withdrawn { get; set; }

    public bool UnderWay { get; set; }
}

/// <summary>People without an account: what they post at the program's own door.</summary>
internal sealed class Forms(Scene scene, Chance chance, Func<Instance?> anInstance)
{
    private static readonly Secrets Secrets = new(Instance.Settings);
    private readonly List<FormSent> sent = [];

    public IReadOnlyList<FormSent> Sent => sent;

    public string? Send()
    {
        if (anInstance() is not { } instance)
            return null;
        var link = chance.Of(Works.Links);
        var idempotency = $"form-number-{sent.Count:D8}";
        var body = JsonSerializer.SerializeToUtf8Bytes(new { site = scene.Site.FullName, link, section = "Alpha" });
        var form = new FormSent(Secrets.Name(scene.Site.Id, idempotency, body)) { UnderWay = true };
        sent.Add(form);
        scene.Scheduler.As(instance.Process, () => _ = scene.Watched("a form", () => Post(form, link, withdraw: false, instance.Door.Take(Request(body, idempotency), CancellationToken.None))));
        return $"somebody sends a form: {link}";
    }

    public string? Change()
    {
        var known = sent.Where(form => form is { Taken: true, UnderWay: false, Withdrawn: false }).ToArray();
        if (known.Length == 0 || anInstance() is not { } instance)
            return null;
        var form = chance.Of(known);
        var withdraw = chance.Happens(0.3);
        var link = chance.Of(Works.Links);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { link, section = "Alpha", secret = Secrets.Of(form.Key), withdraw });
        form.UnderWay = true;
        scene.Scheduler.As(instance.Process, () => _ = scene.Watched("a form's change", () => Post(form, link, withdraw, instance.Door.Change(form.Key.ToString(), Request(body, null), CancellationToken.None))));
        return withdraw ? $"{form.Key} is withdrawn by its owner" : $"{form.Key} is edited by its owner: {link}";
    }

    /// <summary>Whoever waited for an answer of a process that died doesn't know what came of it.</summary>
    public void Died()
    {
        foreach (var form in sent.Where(form => form.UnderWay))
            (form.UnderWay, form.Link) = (false, null);
    }

    private async Task Post(FormSent form, string link, bool withdraw, Task<IResult> answer)
    {
        scene.Stumble(Slip.FormThrows);
        var status = (await answer as IStatusCodeHttpResult)?.StatusCode;
        form.UnderWay = false;
        scene.Story.Tell("form", $"{form.Key}: {status}");
        if (status == StatusCodes.Status202Accepted)
            (form.Taken, form.Withdrawn, form.Link) = (true, withdraw, withdraw ? form.Link : link);
        else if (status >= 500)
            form.Link = null;
    }

    private static HttpRequest Request(byte[] body, string? idempotency)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.ContentType, http.Request.ContentLength) = ("POST", "application/json", body.Length);
        http.Request.Body = new MemoryStream(body);
        if (idempotency is not null)
            http.Request.Headers["Idempotency-Key"] = idempotency;
        return http.Request;
    }
}
