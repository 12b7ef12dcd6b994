using System.Numerics;
using System.Text;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>
/// Records one after the other, each with its length and a checksum. What a crash left half written at the end is cut
/// off when the file is opened; damage before the end is not survivable in silence and throws.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private const int HeaderBytes = 8;
    private const int LongestRecord = 512 * 1024 * 1024;

    private readonly FileStream _file;
    private readonly MemoryStream _batch = new();
    private readonly BinaryWriter _writer;

    private RecordFile(FileStream file)
    {
        _file = file;
        _writer = new BinaryWriter(_batch, Encoding.UTF8);
    }

    public long Length => _file.Length;

    /// <summary>Opens or creates the file and hands over each record in it.</summary>
    public static RecordFile Open(string path, Action<StoreRecord> onRecord)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var whole = ReadAll(path, bytes, onRecord);
            file.SetLength(whole);
            file.Position = whole;
            return new RecordFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Add(StoreRecord record)
    {
        var start = (int)_batch.Position;
        _writer.Write(0L);
        RecordCodec.Write(_writer, record);
        _writer.Flush();
        var end = (int)_batch.Position;
        var body = _batch.GetBuffer().AsSpan(start + HeaderBytes, end - start - HeaderBytes);
        _batch.Position = start;
        _writer.Write(body.Length);
        _writer.Write(Checksum(body));
        _writer.Flush();
        _batch.Position = end;
    }

    /// <summary>Writes what was added and returns when it would survive a loss of power.</summary>
    public void Commit()
    {
        _file.Write(_batch.GetBuffer().AsSpan(0, (int)_batch.Position));
        _batch.Position = 0;
        _batch.SetLength(0);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    /// <summary>The length of the whole records at the front.</summary>
    private static int ReadAll(string path, byte[] bytes, Action<StoreRecord> onRecord)
    {
        var position = 0;
        while (bytes.Length - position >= HeaderBytes)
        {
            var length = BitConverter.ToInt32(bytes, position);
            var end = (long)position + HeaderBytes + length;
            if (length is <= 0 or > LongestRecord || end > bytes.Length)
            {
                break;
            }

            var body = bytes.AsSpan(position + HeaderBytes, length);
            if (Checksum(body) != BitConverter.ToUInt32(bytes, position + 4))
            {
                if (end < bytes.Length)
                {
                    throw new InvalidDataException($"{path} is damaged at byte {position}: the record there does not match its checksum");
                }

                break;
            }

            using var reader = new BinaryReader(new MemoryStream(bytes, position + HeaderBytes, length), Encoding.UTF8);
            onRecord(RecordCodec.Read(reader));
            position = (int)end;
        }

        return position;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
