using System.IO.Pipelines;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>The client's side of CONNECT and CONNACK.</summary>
internal static class ClientConnect
{
    public static ConnectPacket PacketOf(MqttClientOptions options) => new(options.Version, options.ClientId)
    {
        CleanStart = options.CleanStart,
        KeepAliveSeconds = (ushort)Math.Min(options.KeepAlive.TotalSeconds, ushort.MaxValue),
        Will = options.Will,
        WillDelaySeconds = Seconds(options.WillDelay),
        UserName = options.UserName,
        Password = options.Password is { IsEmpty: false } password ? password.ToArray() : null,
        Properties = new MqttProperties
        {
            SessionExpirySeconds = options.SessionExpiry > TimeSpan.Zero ? Seconds(options.SessionExpiry) : null,
            ReceiveMaximum = options.ReceiveMaximum,
            MaximumPacketSize = (uint)options.MaximumPacketSize,
        },
    };

    /// <summary>The server's CONNACK; throws <see cref="MqttConnectException"/> when it refuses.</summary>
    public static async ValueTask<ConnAckPacket> ReadAnswerAsync(
        PipeReader input, MqttClientOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            var isWhole = PacketFraming.TryRead(ref buffer, options.MaximumPacketSize, options.Version, out var header, out var body);
            var answer = isWhole ? ConnAckPacket.Read(Expect(header, PacketJoin.Span(body)), options.Version) : null;
            input.AdvanceTo(buffer.Start, isWhole ? buffer.Start : buffer.End);
            if (answer is not null)
            {
                return answer.ReasonCode == ReasonCode.Success
                    ? answer
                    : throw new MqttConnectException(answer.ReasonCode, answer.Properties?.ReasonString);
            }

            if (result.IsCompleted)
            {
                throw new MqttConnectionLostException(ReasonCode.UnspecifiedError, "The server closed the connection without CONNACK");
            }
        }
    }

    private static ReadOnlySpan<byte> Expect(byte header, ReadOnlySpan<byte> body) => PacketFlags.TypeOf(header) == PacketType.ConnAck
        ? body
        : throw MqttProtocolException.Error("The server's first packet is not CONNACK [MQTT-3.2.0-1]");

    private static uint Seconds(TimeSpan span) => (uint)Math.Min(span.TotalSeconds, uint.MaxValue);
}
