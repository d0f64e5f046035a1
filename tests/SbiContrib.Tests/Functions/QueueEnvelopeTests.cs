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
    public void The_message_comes_out_as_it_was_sent(string message)
    {
        var envelope = Read(HostSamples.Queue(message, "a-b", 3));

        Assert.Equal(message, Encoding.UTF8.GetString(envelope.Message.Span));
        Assert.Equal("a-b", envelope.Id);
        Assert.Equal(3, envelope.DequeueCount);
    }

    [Theory]
    [InlineData(HostSamples.QueueWithoutDataType)]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"Data":null,"Metadata":null}""")]
    [InlineData("""{"Data":{"message":7},"Metadata":{"Id":"\"a\"","DequeueCount":"1"}}""")]
    [InlineData("""{"Data":{"message":"YQ=="}}""")]
    [InlineData("""{"Data":{"message":"YQ=="},"Metadata":{"Id":"\"a\"","DequeueCount":"many"}}""")]
    [InlineData("""{"Data":{"message":"YQ=="},"Metadata":{"Id":"\"a\"","DequeueCount":"-1"}}""")]
    public void Anything_else_is_said_to_be_no_envelope(string body) =>
        Assert.Throws<FormatException>(() => Read(body));

    private static QueueEnvelope Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        return QueueEnvelope.Read(json.RootElement);
    }
}
