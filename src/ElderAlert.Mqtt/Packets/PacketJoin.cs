using System.Buffers;

namespace ElderAlert.Mqtt.Packets;

/// <summary>Makes a body one piece of memory.</summary>
internal static class PacketJoin
{
    /// <summary>The bytes in place when they lie together, else a copy.</summary>
    public static ReadOnlySpan<byte> Span(ReadOnlySequence<byte> body) => body.IsSingleSegment ? body.FirstSpan : body.ToArray();
}
