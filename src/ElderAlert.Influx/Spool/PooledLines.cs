using System.Buffers;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Spool;

/// <summary>Framed records in one rented array: made on the caller's thread, so that the writer only copies bytes to the file.</summary>
internal sealed class PooledLines : IBufferWriter<byte>, IDisposable
{
    private const int FirstRent = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstRent);
    private int _length;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Encodes and frames the points; throws <see cref="InvalidPointException"/> for a line that no server would take.</summary>
    public static PooledLines Encode(IReadOnlyList<InfluxPoint> points)
    {
        var lines = new PooledLines();
        try
        {
            for (var i = 0; i < points.Count; i++)
            {
                lines.Add(points[i]);
            }
        }
        catch
        {
            lines.Dispose();
            throw;
        }

        return lines;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Add(InfluxPoint point)
    {
        var start = _length;
        Reserve(SpoolRecord.HeaderBytes);
        Advance(SpoolRecord.HeaderBytes);
        LineProtocol.Write(this, point);
        var payload = _length - start - SpoolRecord.HeaderBytes;
        if (payload > SpoolRecord.MaxPayloadBytes)
        {
            throw new InvalidPointException($"A point of '{point.Measurement}' is {payload} bytes long; {SpoolRecord.MaxPayloadBytes} is the most.");
        }

        SpoolRecord.WriteHeader(_buffer.AsSpan(start, _length - start));
        Count++;
    }

    private void Reserve(int sizeHint)
    {
        var wanted = _length + Math.Max(sizeHint, 1);
        if (wanted <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, _buffer.Length * 2));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
