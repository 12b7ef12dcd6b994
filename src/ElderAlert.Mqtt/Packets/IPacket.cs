using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>A control packet that can be written.</summary>
internal interface IPacket
{
    /// <summary>The first byte: type and flags (2.1.2, 2.1.3).</summary>
    byte FixedHeader { get; }

    /// <summary>Writes variable header and payload.</summary>
    void WriteBody(PacketBody body, MqttProtocolVersion version);
}
