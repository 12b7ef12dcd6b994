using System.Buffers.Binary;

namespace ElderAlert.Mqtt.Protocol;

/// <summary>Reads the data types of section 1.5 from the body of one packet.</summary>
internal ref struct PacketReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public readonly int Remaining => _rest.Length;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public uint ReadVariableByteInteger()
    {
        uint value = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = ReadByte();
            value |= (uint)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return shift > 0 && next == 0
                    ? throw MqttProtocolException.Malformed("Variable byte integer is longer than needed [MQTT-1.5.5-1]")
                    : value;
            }
        }

        throw MqttProtocolException.Malformed("Variable byte integer has more than four bytes (1.5.5)");
    }

    public ReadOnlySpan<byte> ReadBinary() => Take(ReadUInt16());

    public string ReadString() => MqttText.Decode(ReadBinary());

    public string ReadName() => MqttText.DecodeName(ReadBinary());

    public ReadOnlySpan<byte> ReadRest() => Take(_rest.Length);

    /// <summary>A reader over the next bytes only, so that a length inside the packet cannot reach past its block.</summary>
    public PacketReader ReadBlock(uint length) =>
        length > (uint)_rest.Length ? throw TooShort() : new PacketReader(Take((int)length));

    /// <summary>A packet identifier; zero is not one.</summary>
    public ushort ReadPacketId()
    {
        var id = ReadUInt16();
        return id != 0 ? id : throw MqttProtocolException.Error("Packet identifier is zero [MQTT-2.2.1-3]");
    }

    public readonly void ExpectEnd()
    {
        if (_rest.Length > 0)
        {
            throw MqttProtocolException.Malformed($"{_rest.Length} bytes follow the end of the packet (2.1.4)");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw TooShort();
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static MqttProtocolException TooShort() =>
        MqttProtocolException.Malformed("The packet ends before its last field (2.1.4)");
}
