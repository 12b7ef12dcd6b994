using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>The binary header of the PROXY protocol, version 2 (section 2.2 of its specification).</summary>
internal static class ProxyHeader
{
    private const int FixedLength = 16;
    private const int LongestAddresses = 4096;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>
    /// False: more bytes are needed. <paramref name="source"/> is null for a connection of the load balancer itself
    /// (LOCAL) and for address families other than IP. Throws <see cref="InvalidDataException"/> when it is no header.
    /// </summary>
    public static bool TryRead(ReadOnlySequence<byte> buffer, out int length, out IPEndPoint? source)
    {
        (length, source) = (0, null);
        Span<byte> start = stackalloc byte[FixedLength];
        var available = (int)Math.Min(buffer.Length, FixedLength);
        buffer.Slice(0, available).CopyTo(start);
        var compared = Math.Min(available, Signature.Length);
        if (!start[..compared].SequenceEqual(Signature[..compared]))
        {
            throw new InvalidDataException("The connection does not begin with a PROXY header of version 2");
        }

        if (available < FixedLength)
        {
            return false;
        }

        int addresses = BinaryPrimitives.ReadUInt16BigEndian(start[14..]);
        if (start[12] >> 4 != 2 || (start[12] & 0xF) > 1 || addresses > LongestAddresses)
        {
            throw new InvalidDataException("The PROXY header has an unknown version or command, or is too long");
        }

        length = FixedLength + addresses;
        if (buffer.Length < length)
        {
            return false;
        }

        var isProxied = (start[12] & 0xF) == 1;
        source = isProxied ? SourceOf(start[13] >> 4, buffer.Slice(FixedLength, addresses).ToArray()) : null;
        return true;
    }

    private static IPEndPoint? SourceOf(int family, byte[] addresses) => family switch
    {
        1 when addresses.Length >= 12 => new IPEndPoint(new IPAddress(addresses.AsSpan(0, 4)), PortAt(addresses, 8)),
        2 when addresses.Length >= 36 => new IPEndPoint(new IPAddress(addresses.AsSpan(0, 16)), PortAt(addresses, 32)),
        1 or 2 => throw new InvalidDataException("The PROXY header ends before its addresses"),
        _ => null,
    };

    private static int PortAt(byte[] addresses, int offset) => BinaryPrimitives.ReadUInt16BigEndian(addresses.AsSpan(offset));
}
