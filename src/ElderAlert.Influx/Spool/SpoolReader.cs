using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace ElderAlert.Influx.Spool;

/// <summary>The sender's end of the spool: whole lines in order, and the acknowledgement of what the server has taken. One caller.</summary>
internal sealed class SpoolReader : IDisposable
{
    private readonly SpoolFolder _folder;
    private readonly SpoolLosses _losses;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private byte[] _buffer = [];
    private SpoolSegment? _segment;
    private SafeFileHandle? _file;
    private long _position;

    public SpoolReader(SpoolFolder folder, SpoolLosses losses)
    {
        _folder = folder;
        _losses = losses;
        _position = folder.Unacknowledged;
    }

    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Goes back to the first line that has not been acknowledged.</summary>
    public void Rewind() => _position = _folder.Unacknowledged;

    /// <summary>Returns when there is something to read.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (_folder.Find(_position) is null)
        {
            await _wake.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>
    /// The lines after the last ones read, of one segment at most; null when there are none. They stay valid until the next call.
    /// A record that fails its checksum ends its segment: the rest of that file is reported as lost and skipped.
    /// </summary>
    public SpooledLines? Read(int maxLines, int maxBytes)
    {
        while (_folder.Find(_position) is { } segment)
        {
            _position = Math.Max(_position, segment.Start);
            if (!TryOpen(segment))
            {
                continue;
            }

            var available = (int)Math.Min(segment.End - _position, maxBytes + SpoolRecord.HeaderBytes + SpoolRecord.MaxPayloadBytes);
            if (_buffer.Length < available)
            {
                _buffer = new byte[available];
            }

            available = ReadFully(_buffer.AsMemory(0, available).Span, _position - segment.Start);
            var lines = Split(_buffer.AsMemory(0, available), maxLines, maxBytes);
            if (lines.Count > 0)
            {
                _position = lines.End;
                return lines;
            }

            _losses.Report(SpoolLossReason.DamagedRecord, segment.Name, segment.End - _position);
            _position = segment.End;
        }

        return null;
    }

    /// <summary>The server has everything before the position: its space is given back, and it is not read again after a restart.</summary>
    public void Acknowledge(long position) => _folder.Acknowledge(position);

    public void Dispose() => _file?.Dispose();

    private SpooledLines Split(ReadOnlyMemory<byte> bytes, int maxLines, int maxBytes)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        var consumed = 0;
        while (lines.Count < maxLines && consumed < maxBytes
            && SpoolRecord.Read(bytes.Span[consumed..], out var payload) == SpoolRecordState.Whole)
        {
            lines.Add(bytes.Slice(consumed + SpoolRecord.HeaderBytes, payload.Length));
            consumed += SpoolRecord.HeaderBytes + payload.Length;
        }

        return new SpooledLines(lines, _position + consumed);
    }

    /// <summary>False when the writer dropped the segment of a full spool a moment ago, which it has reported.</summary>
    private bool TryOpen(SpoolSegment segment)
    {
        if (_file is null || _segment?.Start != segment.Start)
        {
            _file?.Dispose();
            _file = null;
            try
            {
                _file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (FileNotFoundException) when (_folder.Find(_position)?.Start != segment.Start)
            {
                return false;
            }
        }

        _segment = segment;
        return true;
    }

    private int ReadFully(Span<byte> target, long offset)
    {
        var total = 0;
        while (total < target.Length && RandomAccess.Read(_file!, target[total..], offset + total) is var read and > 0)
        {
            total += read;
        }

        return total;
    }
}

/// <summary>Lines as they were appended, and the position after the last of them.</summary>
internal sealed record SpooledLines(IReadOnlyList<ReadOnlyMemory<byte>> Lines, long End)
{
    public int Count => Lines.Count;
}
