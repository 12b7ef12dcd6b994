namespace ElderAlert.Mqtt.Protocol;

/// <summary>Control packet types: the upper four bits of the first byte (2.1.2).</summary>
internal enum PacketType : byte
{
    /// <summary>Reserved on the wire; used here to name the will's block of properties inside CONNECT.</summary>
    Will = 0,
    Connect = 1,
    ConnAck = 2,
    Publish = 3,
    PubAck = 4,
    PubRec = 5,
    PubRel = 6,
    PubComp = 7,
    Subscribe = 8,
    SubAck = 9,
    Unsubscribe = 10,
    UnsubAck = 11,
    PingReq = 12,
    PingResp = 13,
    Disconnect = 14,
    Auth = 15,
}
