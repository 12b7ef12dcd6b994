using System.Buffers.Binary;
using System.Text;

namespace ElderAlert.Mqtt.Protocol;

/// <summary>Collects a packet's body before its length is known. Reused: one per thread.</summary>
internal sealed class PacketBody
{
    private const int KeptCapacity = 64 * 1024;

    [ThreadStatic]
    private static PacketBody? t_shared;

    private byte[] _bytes = new byte[256];
    private int _length;
    private PacketBody? _properties;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>This thread's buffer, emptied. Valid until the next call on the same thread.</summary>
    public static PacketBody Start()
    {
        var body = t_shared ??= new PacketBody();
        body.Clear();
        return body;
    }

    public void WriteByte(byte value) => Grow(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Grow(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Grow(4), value);

    public void WriteVariableByteInteger(uint value)
    {
        Span<byte> bytes = stackalloc byte[VariableByteInteger.MaximumBytes];
        WriteRaw(bytes[..VariableByteInteger.Write(bytes, value)]);
    }

    public void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MqttText.MaximumLength, nameof(value));
        WriteUInt16((ushort)length);
        Encoding.UTF8.GetBytes(value, Grow(length));
    }

    public void WriteBinary(ReadOnlySpan<byte> value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MqttText.MaximumLength, nameof(value));
        WriteUInt16((ushort)value.Length);
        WriteRaw(value);
    }

    public void WriteRaw(ReadOnlySpan<byte> value) => value.CopyTo(Grow(value.Length));

    /// <summary>Writes a block of properties with its length in front (2.2.2); an absent block is one zero byte.</summary>
    public void WriteProperties(MqttProperties? properties)
    {
        if (properties is null)
        {
            WriteByte(0);
            return;
        }

        var block = _properties ??= new PacketBody();
        block.Clear();
        properties.WriteTo(block);
        WriteVariableByteInteger((uint)block._length);
        WriteRaw(block.Written);
    }

    private void Clear()
    {
        _length = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[256];
        }
    }

    private Span<byte> Grow(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        var span = _bytes.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
