using static ElderAlert.Mqtt.Protocol.PropertyId;

namespace ElderAlert.Mqtt.Protocol;

/// <summary>The properties of one packet (2.2.2). Null means absent: the specification's default applies.</summary>
internal sealed class MqttProperties
{
    public bool? PayloadIsText { get; set; }

    public uint? MessageExpirySeconds { get; set; }

    public string? ContentType { get; set; }

    public string? ResponseTopic { get; set; }

    public byte[]? CorrelationData { get; set; }

    public List<uint>? SubscriptionIdentifiers { get; set; }

    public uint? SessionExpirySeconds { get; set; }

    public string? AssignedClientIdentifier { get; set; }

    public ushort? ServerKeepAliveSeconds { get; set; }

    public string? AuthenticationMethod { get; set; }

    public byte[]? AuthenticationData { get; set; }

    public bool? RequestProblemInformation { get; set; }

    public uint? WillDelaySeconds { get; set; }

    public bool? RequestResponseInformation { get; set; }

    public string? ResponseInformation { get; set; }

    public string? ServerReference { get; set; }

    public string? ReasonString { get; set; }

    public ushort? ReceiveMaximum { get; set; }

    public ushort? TopicAliasMaximum { get; set; }

    public ushort? TopicAlias { get; set; }

    public byte? MaximumQoS { get; set; }

    public bool? RetainAvailable { get; set; }

    public List<UserProperty>? UserProperties { get; set; }

    public uint? MaximumPacketSize { get; set; }

    public bool? WildcardSubscriptionAvailable { get; set; }

    public bool? SubscriptionIdentifierAvailable { get; set; }

    public bool? SharedSubscriptionAvailable { get; set; }

    /// <summary>Reads a block of properties; null when it is empty.</summary>
    public static MqttProperties? Read(ref PacketReader reader, PacketType packet)
    {
        var length = reader.ReadVariableByteInteger();
        if (length == 0)
        {
            return null;
        }

        var block = reader.ReadBlock(length);
        var properties = new MqttProperties();
        ulong seen = 0;
        while (block.Remaining > 0)
        {
            var id = block.ReadVariableByteInteger();
            if (!PropertyRules.IsAllowed(id, packet))
            {
                throw MqttProtocolException.Malformed($"Property 0x{id:X2} is not allowed in {packet} (2.2.2.2)");
            }

            var repeatable = id == (uint)PropertyId.UserProperty || (id == (uint)SubscriptionIdentifier && packet == PacketType.Publish);
            if (!repeatable && (seen & (1UL << (int)id)) != 0)
            {
                throw MqttProtocolException.Error($"Property 0x{id:X2} appears twice (2.2.2.2)");
            }

            seen |= 1UL << (int)id;
            properties.ReadValue((PropertyId)id, ref block);
        }

        return properties;
    }

    public void WriteTo(PacketBody body)
    {
        body.Write(PayloadFormatIndicator, PayloadIsText);
        body.Write(MessageExpiryInterval, MessageExpirySeconds);
        body.Write(PropertyId.ContentType, ContentType);
        body.Write(PropertyId.ResponseTopic, ResponseTopic);
        body.Write(PropertyId.CorrelationData, CorrelationData);
        body.WriteIdentifiers(SubscriptionIdentifiers);
        body.Write(SessionExpiryInterval, SessionExpirySeconds);
        body.Write(PropertyId.AssignedClientIdentifier, AssignedClientIdentifier);
        body.Write(ServerKeepAlive, ServerKeepAliveSeconds);
        body.Write(PropertyId.AuthenticationMethod, AuthenticationMethod);
        body.Write(PropertyId.AuthenticationData, AuthenticationData);
        body.Write(PropertyId.RequestProblemInformation, RequestProblemInformation);
        body.Write(WillDelayInterval, WillDelaySeconds);
        body.Write(PropertyId.RequestResponseInformation, RequestResponseInformation);
        body.Write(PropertyId.ResponseInformation, ResponseInformation);
        body.Write(PropertyId.ServerReference, ServerReference);
        body.Write(PropertyId.ReasonString, ReasonString);
        body.Write(PropertyId.ReceiveMaximum, ReceiveMaximum);
        body.Write(PropertyId.TopicAliasMaximum, TopicAliasMaximum);
        body.Write(PropertyId.TopicAlias, TopicAlias);
        body.Write(PropertyId.MaximumQoS, MaximumQoS);
        body.Write(PropertyId.RetainAvailable, RetainAvailable);
        body.WriteUserProperties(UserProperties);
        body.Write(PropertyId.MaximumPacketSize, MaximumPacketSize);
        body.Write(PropertyId.WildcardSubscriptionAvailable, WildcardSubscriptionAvailable);
        body.Write(PropertyId.SubscriptionIdentifierAvailable, SubscriptionIdentifierAvailable);
        body.Write(PropertyId.SharedSubscriptionAvailable, SharedSubscriptionAvailable);
    }

    private void ReadValue(PropertyId id, ref PacketReader block)
    {
        switch (id)
        {
            case PayloadFormatIndicator: PayloadIsText = ReadFlag(ref block); break;
            case MessageExpiryInterval: MessageExpirySeconds = block.ReadUInt32(); break;
            case PropertyId.ContentType: ContentType = block.ReadString(); break;
            case PropertyId.ResponseTopic: ResponseTopic = block.ReadString(); break;
            case PropertyId.CorrelationData: CorrelationData = block.ReadBinary().ToArray(); break;
            case SubscriptionIdentifier: (SubscriptionIdentifiers ??= []).Add(ReadIdentifier(ref block)); break;
            case SessionExpiryInterval: SessionExpirySeconds = block.ReadUInt32(); break;
            case PropertyId.AssignedClientIdentifier: AssignedClientIdentifier = block.ReadString(); break;
            case ServerKeepAlive: ServerKeepAliveSeconds = block.ReadUInt16(); break;
            case PropertyId.AuthenticationMethod: AuthenticationMethod = block.ReadString(); break;
            case PropertyId.AuthenticationData: AuthenticationData = block.ReadBinary().ToArray(); break;
            case PropertyId.RequestProblemInformation: RequestProblemInformation = ReadFlag(ref block); break;
            case WillDelayInterval: WillDelaySeconds = block.ReadUInt32(); break;
            case PropertyId.RequestResponseInformation: RequestResponseInformation = ReadFlag(ref block); break;
            case PropertyId.ResponseInformation: ResponseInformation = block.ReadString(); break;
            case PropertyId.ServerReference: ServerReference = block.ReadString(); break;
            case PropertyId.ReasonString: ReasonString = block.ReadString(); break;
            case PropertyId.ReceiveMaximum: ReceiveMaximum = NotZero(block.ReadUInt16(), "Receive maximum", "3.1.2.11.3"); break;
            case PropertyId.TopicAliasMaximum: TopicAliasMaximum = block.ReadUInt16(); break;
            case PropertyId.TopicAlias: TopicAlias = block.ReadUInt16(); break;
            case PropertyId.MaximumQoS: MaximumQoS = ReadFlag(ref block) ? (byte)1 : (byte)0; break;
            case PropertyId.RetainAvailable: RetainAvailable = ReadFlag(ref block); break;
            case PropertyId.UserProperty: (UserProperties ??= []).Add(new UserProperty(block.ReadString(), block.ReadString())); break;
            case PropertyId.MaximumPacketSize: MaximumPacketSize = NotZero(block.ReadUInt32(), "Maximum packet size", "3.1.2.11.4"); break;
            case PropertyId.WildcardSubscriptionAvailable: WildcardSubscriptionAvailable = ReadFlag(ref block); break;
            case PropertyId.SubscriptionIdentifierAvailable: SubscriptionIdentifierAvailable = ReadFlag(ref block); break;
            case PropertyId.SharedSubscriptionAvailable: SharedSubscriptionAvailable = ReadFlag(ref block); break;
            default: throw MqttProtocolException.Malformed($"Property 0x{(byte)id:X2} does not exist (2.2.2.2)");
        }
    }

    private static bool ReadFlag(ref PacketReader block) => block.ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw MqttProtocolException.Error($"A flag property has the value {other}; only 0 and 1 exist"),
    };

    private static uint ReadIdentifier(ref PacketReader block) =>
        block.ReadVariableByteInteger() is > 0 and var value
            ? value
            : throw MqttProtocolException.Error("Subscription identifier is zero (3.8.2.1.2)");

    private static T NotZero<T>(T value, string name, string clause)
        where T : struct, IEquatable<T> =>
        value.Equals(default) ? throw MqttProtocolException.Error($"{name} is zero ({clause})") : value;
}
