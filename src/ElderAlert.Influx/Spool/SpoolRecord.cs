using System.Buffers.Binary;
using System.Numerics;

namespace ElderAlert.Influx.Spool;

/// <summary>
/// The frame of one line on disk: payload length (u32, little endian), CRC-32C of length and payload (u32), payload.
/// The length is under the checksum too, so that a torn length cannot lead the reader astray.
/// </summary>
internal static class SpoolRecord
{
    public const int HeaderBytes = 8;

    /// <summary>Longest payload; a larger length on disk is damage, never a request for memory.</summary>
    public const int MaxPayloadBytes = 256 << 10;

    public static void WriteHeader(Span<byte> record)
    {
        var payload = record[HeaderBytes..];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum((uint)payload.Length, payload));
    }

    /// <summary>Reads the record at the start of <paramref name="source"/>; its whole size is header plus payload.</summary>
    public static SpoolRecordState Read(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (source.Length < HeaderBytes)
        {
            return SpoolRecordState.Incomplete;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (length is 0 or > MaxPayloadBytes)
        {
            return SpoolRecordState.Damaged;
        }

        if (source.Length - HeaderBytes < length)
        {
            return SpoolRecordState.Incomplete;
        }

        var candidate = source.Slice(HeaderBytes, (int)length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[4..]) != Checksum(length, candidate))
        {
            return SpoolRecordState.Damaged;
        }

        payload = candidate;
        return SpoolRecordState.Whole;
    }

    private static uint Checksum(uint length, ReadOnlySpan<byte> payload)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, length);
        while (payload.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(payload));
            payload = payload[sizeof(ulong)..];
        }

        foreach (var octet in payload)
        {
            crc = BitOperations.Crc32C(crc, octet);
        }

        return ~crc;
    }
}

internal enum SpoolRecordState
{
    Whole,
    Incomplete,
    Damaged,
}
