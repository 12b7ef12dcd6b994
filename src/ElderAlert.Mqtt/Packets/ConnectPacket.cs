using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>CONNECT (3.1).</summary>
internal sealed record ConnectPacket(MqttProtocolVersion Version, string ClientId) : IPacket
{
    private const byte WillFlag = 0x04;
    private const byte WillRetainFlag = 0x20;
    private const byte CleanStartFlag = 0x02;
    private const byte PasswordFlag = 0x40;
    private const byte UserNameFlag = 0x80;

    public byte FixedHeader => (byte)PacketType.Connect << 4;

    /// <summary>Clean session in 3.1.1.</summary>
    public bool CleanStart { get; init; }

    public ushort KeepAliveSeconds { get; init; }

    public ApplicationMessage? Will { get; init; }

    public uint WillDelaySeconds { get; init; }

    public string? UserName { get; init; }

    public byte[]? Password { get; init; }

    public MqttProperties? Properties { get; init; }

    public static ConnectPacket Read(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader(body);
        var version = ReadVersion(ref reader);
        var flags = reader.ReadByte();
        CheckFlags(flags, version);
        var keepAlive = reader.ReadUInt16();
        var properties = version == MqttProtocolVersion.V500 ? MqttProperties.Read(ref reader, PacketType.Connect) : null;
        if (properties is { AuthenticationData: not null, AuthenticationMethod: null })
        {
            throw MqttProtocolException.Error("Authentication data without a method (3.1.2.11.10)");
        }

        var clientId = reader.ReadName();
        uint willDelay = 0;
        var will = (flags & WillFlag) != 0 ? ReadWill(ref reader, flags, version, out willDelay) : null;
        var userName = (flags & UserNameFlag) != 0 ? reader.ReadName() : null;
        var password = (flags & PasswordFlag) != 0 ? reader.ReadBinary().ToArray() : null;
        reader.ExpectEnd();
        return new ConnectPacket(version, clientId)
        {
            CleanStart = (flags & CleanStartFlag) != 0,
            KeepAliveSeconds = keepAlive,
            Properties = properties,
            Will = will,
            WillDelaySeconds = willDelay,
            UserName = userName,
            Password = password,
        };
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        body.WriteString("MQTT");
        body.WriteByte((byte)version);
        body.WriteByte(Flags());
        body.WriteUInt16(KeepAliveSeconds);
        if (version == MqttProtocolVersion.V500)
        {
            body.WriteProperties(Properties);
        }

        body.WriteString(ClientId);
        if (Will is not null)
        {
            WriteWill(body, Will, version);
        }

        if (UserName is not null)
        {
            body.WriteString(UserName);
        }

        if (Password is not null)
        {
            body.WriteBinary(Password);
        }
    }

    private static MqttProtocolVersion ReadVersion(ref PacketReader reader)
    {
        var name = reader.ReadBinary();
        var level = reader.ReadByte();
        return (name.SequenceEqual("MQTT"u8), level) switch
        {
            (true, 4) => MqttProtocolVersion.V311,
            (true, 5) => MqttProtocolVersion.V500,
            (true, _) => throw Unsupported($"Protocol level {level} is not spoken [MQTT-3.1.2-2]"),
            (false, _) when name.SequenceEqual("MQIsdp"u8) => throw Unsupported("MQTT 3.1 is not spoken [MQTT-3.1.2-2]"),
            _ => throw MqttProtocolException.Malformed("The protocol name is not MQTT [MQTT-3.1.2-1]"),
        };
    }

    private static MqttProtocolException Unsupported(string message) => new(ReasonCode.UnsupportedProtocolVersion, message);

    private static void CheckFlags(byte flags, MqttProtocolVersion version)
    {
        if ((flags & 1) != 0)
        {
            throw MqttProtocolException.Malformed("The reserved CONNECT flag is set [MQTT-3.1.2-3]");
        }

        if ((flags & WillFlag) == 0 && (flags & 0x38) != 0)
        {
            throw MqttProtocolException.Malformed("Will QoS or will retain without a will [MQTT-3.1.2-11] [MQTT-3.1.2-13]");
        }

        if ((flags & 0x18) == 0x18)
        {
            throw MqttProtocolException.Malformed("Will QoS is 3 [MQTT-3.1.2-12]");
        }

        if (version == MqttProtocolVersion.V311 && (flags & PasswordFlag) != 0 && (flags & UserNameFlag) == 0)
        {
            throw MqttProtocolException.Malformed("Password without user name [MQTT-3.1.2-22 of 3.1.1]");
        }
    }

    private static ApplicationMessage ReadWill(
        ref PacketReader reader, byte flags, MqttProtocolVersion version, out uint delay)
    {
        var properties = version == MqttProtocolVersion.V500 ? MqttProperties.Read(ref reader, PacketType.Will) : null;
        delay = properties?.WillDelaySeconds ?? 0;
        var topic = reader.ReadName();
        return new ApplicationMessage(
            topic, reader.ReadBinary().ToArray(), (QualityOfService)((flags >> 3) & 3), (flags & WillRetainFlag) != 0)
        {
            Properties = MessageProperties.From(properties),
        };
    }

    private void WriteWill(PacketBody body, ApplicationMessage will, MqttProtocolVersion version)
    {
        if (version == MqttProtocolVersion.V500)
        {
            var properties = new MqttProperties { WillDelaySeconds = WillDelaySeconds > 0 ? WillDelaySeconds : null };
            will.Properties?.CopyTo(properties);
            body.WriteProperties(properties);
        }

        body.WriteString(will.Topic);
        body.WriteBinary(will.Payload.Span);
    }

    private byte Flags() => (byte)(
        (CleanStart ? CleanStartFlag : 0)
        | (Will is null ? 0 : WillFlag | ((byte)Will.QoS << 3) | (Will.Retain ? WillRetainFlag : 0))
        | (Password is null ? 0 : PasswordFlag)
        | (UserName is null ? 0 : UserNameFlag));
}
