using System.Security.Cryptography;
using System.Text;

namespace SbiContrib.Local.GitHub;

/// <summary>The headers of a delivery. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers</summary>
internal static class WebhookHeaders
{
    public static IEnumerable<(string Name, string Value)> Of(Delivery delivery)
    {
        yield return ("User-Agent", "GitHub-Hookshot/local");
        yield return ("X-GitHub-Event", delivery.Event);
        yield return ("X-GitHub-Delivery", delivery.Guid.ToString());
        yield return ("X-GitHub-Hook-ID", delivery.TargetId.ToString());
        yield return ("X-GitHub-Hook-Installation-Target-ID", delivery.TargetId.ToString());
        yield return ("X-GitHub-Hook-Installation-Target-Type", delivery.TargetType);
        if (delivery.Secret.Length > 0)
            yield return ("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(delivery.Secret), delivery.Payload)));
    }
}
