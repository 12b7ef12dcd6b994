using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace ElderAlert.Influx.Spool;

/// <summary>
/// The position up to which the server has accepted everything, kept in a file of 12 bytes written in place.
/// It is never forced to the disk: when it is lost or torn, lines are sent again, and a line sent twice is one point.
/// </summary>
internal sealed class AcknowledgedPosition : IDisposable
{
    private const int FileBytes = sizeof(long) + sizeof(uint);

    private readonly SafeFileHandle _handle;
    private long _value;

    private AcknowledgedPosition(SafeFileHandle handle, long value)
    {
        _handle = handle;
        _value = value;
    }

    public long Value => Volatile.Read(ref _value);

    public static AcknowledgedPosition Open(string path)
    {
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Span<byte> content = stackalloc byte[FileBytes];
        var read = RandomAccess.Read(handle, content, 0);
        var value = BinaryPrimitives.ReadInt64LittleEndian(content);
        var whole = read == FileBytes && BinaryPrimitives.ReadUInt32LittleEndian(content[sizeof(long)..]) == Checksum(value);
        return new AcknowledgedPosition(handle, whole ? value : 0);
    }

    public void Advance(long position)
    {
        Span<byte> content = stackalloc byte[FileBytes];
        BinaryPrimitives.WriteInt64LittleEndian(content, position);
        BinaryPrimitives.WriteUInt32LittleEndian(content[sizeof(long)..], Checksum(position));
        RandomAccess.Write(_handle, content, 0);
        Volatile.Write(ref _value, position);
    }

    public void Dispose() => _handle.Dispose();

    private static uint Checksum(long position) => ~BitOperations.Crc32C(uint.MaxValue, (ulong)position);
}
