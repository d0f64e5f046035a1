using System.Text;
using System.Text.Json;
using SbiContrib.Functions;

namespace SbiContrib.Tests.Functions;

public sealed class QueueEnvelopeTests
{
    [Theory]
    [InlineData("plain text")]
    [InlineData("""{"id":7,"kind":"x"}""")]
    [InlineData("αβγ \0 \u001f")]
    [InlineData("")]
    public void The_message_comes_out_as_it_was_sent(string message) =>
        Assert.Equal(message, Read(HostSamples.Queue(message, "a-b", 3)));

    [Theory]
    [InlineData(HostSamples.QueueWithoutDataType)]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"Data":null,"Metadata":null}""")]
    [InlineData("""{"Data":{"message":7},"Metadata":{"Id":"\"a\"","DequeueCount":"1"}}""")]
    [InlineData("""{"Data":{"message":"Y"}}""")]
    public void Anything_else_is_said_to_be_no_envelope(string body) =>
        Assert.Throws<FormatException>(() => Read(body));

    private static string Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        return Encoding.UTF8.GetString(QueueEnvelope.Message(json.RootElement).Span);
    }
}
