namespace ElderAlert.Mqtt.Protocol;

/// <summary>
/// Reason codes of MQTT 5.0 (2.4). Values below 0x80 mean success. Towards 3.1.1 peers they are translated where a
/// packet has a code (CONNACK, SUBACK) and expressed by closing the connection where it has none.
/// </summary>
public enum ReasonCode : byte
{
    /// <summary>Success; also normal disconnection and granted QoS 0.</summary>
    Success = 0x00,

    /// <summary>Subscription granted at QoS 1.</summary>
    GrantedQoS1 = 0x01,

    /// <summary>Subscription granted at QoS 2.</summary>
    GrantedQoS2 = 0x02,

    /// <summary>The client leaves and wants its will published.</summary>
    DisconnectWithWill = 0x04,

    /// <summary>Accepted, but nobody subscribes to the topic.</summary>
    NoMatchingSubscribers = 0x10,

    /// <summary>UNSUBSCRIBE named a filter that was not subscribed.</summary>
    NoSubscriptionExisted = 0x11,

    /// <summary>Enhanced authentication goes on.</summary>
    ContinueAuthentication = 0x18,

    /// <summary>The client starts a re-authentication.</summary>
    ReAuthenticate = 0x19,

    /// <summary>The peer refuses without saying why.</summary>
    UnspecifiedError = 0x80,

    /// <summary>Bytes that cannot be parsed according to the specification.</summary>
    MalformedPacket = 0x81,

    /// <summary>Parsed, but not allowed here or now.</summary>
    ProtocolError = 0x82,

    /// <summary>Valid, but not accepted by this implementation.</summary>
    ImplementationSpecificError = 0x83,

    /// <summary>The protocol level is not spoken.</summary>
    UnsupportedProtocolVersion = 0x84,

    /// <summary>The client identifier is valid MQTT but not allowed.</summary>
    ClientIdentifierNotValid = 0x85,

    /// <summary>User name or password are wrong.</summary>
    BadUserNameOrPassword = 0x86,

    /// <summary>Not authorised.</summary>
    NotAuthorized = 0x87,

    /// <summary>The server is not available.</summary>
    ServerUnavailable = 0x88,

    /// <summary>The server is busy; try again later.</summary>
    ServerBusy = 0x89,

    /// <summary>The client is banned by administrative action.</summary>
    Banned = 0x8A,

    /// <summary>The server is shutting down.</summary>
    ServerShuttingDown = 0x8B,

    /// <summary>The authentication method is not supported.</summary>
    BadAuthenticationMethod = 0x8C,

    /// <summary>Nothing was received for one and a half times the keep-alive interval.</summary>
    KeepAliveTimeout = 0x8D,

    /// <summary>Another connection uses the same client identifier.</summary>
    SessionTakenOver = 0x8E,

    /// <summary>The topic filter is well formed but not accepted.</summary>
    TopicFilterInvalid = 0x8F,

    /// <summary>The topic name is well formed but not accepted.</summary>
    TopicNameInvalid = 0x90,

    /// <summary>The packet identifier is already in use.</summary>
    PacketIdentifierInUse = 0x91,

    /// <summary>The packet identifier is not known.</summary>
    PacketIdentifierNotFound = 0x92,

    /// <summary>More unacknowledged messages than the receive maximum.</summary>
    ReceiveMaximumExceeded = 0x93,

    /// <summary>Topic alias zero or above the maximum.</summary>
    TopicAliasInvalid = 0x94,

    /// <summary>The packet is larger than the announced maximum.</summary>
    PacketTooLarge = 0x95,

    /// <summary>Data arrives too fast.</summary>
    MessageRateTooHigh = 0x96,

    /// <summary>A limit set by the implementation or its administrator is exceeded.</summary>
    QuotaExceeded = 0x97,

    /// <summary>Closed by administrative action.</summary>
    AdministrativeAction = 0x98,

    /// <summary>The payload does not match the announced format.</summary>
    PayloadFormatInvalid = 0x99,

    /// <summary>The server does not keep retained messages.</summary>
    RetainNotSupported = 0x9A,

    /// <summary>The QoS is above the announced maximum.</summary>
    QoSNotSupported = 0x9B,

    /// <summary>Use another server for now.</summary>
    UseAnotherServer = 0x9C,

    /// <summary>Use another server from now on.</summary>
    ServerMoved = 0x9D,

    /// <summary>Shared subscriptions are not supported.</summary>
    SharedSubscriptionsNotSupported = 0x9E,

    /// <summary>Connections arrive too fast.</summary>
    ConnectionRateExceeded = 0x9F,

    /// <summary>The longest allowed connection time is over.</summary>
    MaximumConnectTime = 0xA0,

    /// <summary>Subscription identifiers are not supported.</summary>
    SubscriptionIdentifiersNotSupported = 0xA1,

    /// <summary>Wildcard subscriptions are not supported.</summary>
    WildcardSubscriptionsNotSupported = 0xA2,
}
