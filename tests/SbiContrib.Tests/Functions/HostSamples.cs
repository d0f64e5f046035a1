using System.Text;
using System.Text.Json.Nodes;

namespace SbiContrib.Tests.Functions;

/// <summary>Request bodies in the shape in which the Functions host sends them.</summary>
internal static class HostSamples
{
    /// <summary>A queue message under <c>"dataType": "binary"</c>: base64, and metadata that is JSON within JSON.</summary>
    public static string Queue(string message, string id = "5d1f0c3e-0000-4000-8000-000000000001", int dequeueCount = 1) =>
        new JsonObject
        {
            ["Data"] = new JsonObject { ["message"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(message)) },
            ["Metadata"] = new JsonObject
            {
                ["DequeueCount"] = $"{dequeueCount}",
                ["ExpirationTime"] = "2026-03-08T10:00:00+00:00",
                ["Id"] = $"\"{id}\"",
                ["InsertionTime"] = "2026-03-01T10:00:00+00:00",
                ["NextVisibleTime"] = "2026-03-01T10:10:00+00:00",
                ["PopReceipt"] = "\"cmVjZWlwdA==\"",
                ["sys"] = Sys("queue"),
            },
        }.ToJsonString();

    /// <summary>A tick of the timer.</summary>
    public static string Timer() =>
        new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["tick"] = new JsonObject
                {
                    ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
                    ["ScheduleStatus"] = new JsonObject
                    {
                        ["Last"] = "2026-03-01T09:59:00.0596525+00:00",
                        ["Next"] = "2026-03-01T10:00:00+00:00",
                        ["LastUpdated"] = "2026-03-01T09:59:00.0596525+00:00",
                    },
                    ["IsPastDue"] = true,
                },
            },
            ["Metadata"] = new JsonObject
            {
                ["sys"] = Sys("timer"),
                ["RetryContext"] = new JsonObject { ["RetryCount"] = 0, ["MaxRetryCount"] = 2, ["State"] = new JsonObject() },
            },
        }.ToJsonString();

    /// <summary>The message without <c>dataType</c>: encoded twice, its own properties over the storage's.</summary>
    public const string QueueWithoutDataType =
        """{"Data":{"message":"\"{\\\"id\\\":7}\""},"Metadata":{"Id":"\"7\"","DequeueCount":"1"}}""";

    private static JsonObject Sys(string function) => new()
    {
        ["MethodName"] = function,
        ["UtcNow"] = "2026-03-01T10:00:01.1840517Z",
        ["RandGuid"] = "5d1f0c3e-0000-4000-8000-000000000002",
    };
}
