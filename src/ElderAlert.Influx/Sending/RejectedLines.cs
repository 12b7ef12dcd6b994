using System.Text;
using ElderAlert.Influx.Lines;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Sending;

/// <summary>
/// Keeps what the server refused in <c>rejected.lp</c>: a comment with time and reason, then the lines, so that the file can be
/// mended and written to the server as it is. At 32 MiB it becomes <c>rejected.older.lp</c>, in place of an earlier one.
/// </summary>
internal sealed class RejectedLines(string folder, TimeProvider time, ILogger logger)
{
    public const string FileName = "rejected.lp";
    public const string OlderFileName = "rejected.older.lp";

    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(folder, FileName);
    private readonly string _older = Path.Combine(folder, OlderFileName);

    /// <summary>Size at which a new file is begun.</summary>
    public long MaxBytes { get; init; } = 32L << 20;

    /// <summary>Appends the lines and forces them to the disk, so that the spool may give them up.</summary>
    public void Keep(ArraySegment<ReadOnlyMemory<byte>> lines, string reason)
    {
        lock (_gate)
        {
            RollWhenFull();
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.UTF8.GetBytes($"# {time.GetUtcNow():O} {reason}\n"));
            foreach (var line in lines)
            {
                file.Write(line.Span);
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        }

        InfluxLog.LinesRejected(logger, lines.Count, FileName, Redacted(reason));
    }

    /// <summary>Takes out the lines of every series that carries all of the tags, and what servers quoted of them.</summary>
    /// <exception cref="IOException">A file cannot be written; it is as it was.</exception>
    public void Forget(IReadOnlyList<InfluxTag> tags)
    {
        lock (_gate)
        {
            foreach (var path in new[] { _path, _older }.Where(File.Exists))
            {
                RejectedFile.Rewrite(path, new SeriesFilter(tags));
            }
        }
    }

    private void RollWhenFull()
    {
        var current = new FileInfo(_path);
        if (!current.Exists || current.Length < MaxBytes)
        {
            return;
        }

        var older = new FileInfo(_older);
        if (older.Exists)
        {
            InfluxLog.RejectedFileDropped(logger, older.Length);
        }

        File.Move(_path, _older, overwrite: true);
    }

    /// <summary>Servers quote the line they refuse; a log must not, for it holds vital signs.</summary>
    internal static string Redacted(string reason)
    {
        var first = reason.IndexOf('\'', StringComparison.Ordinal);
        var last = reason.LastIndexOf('\'');
        return last > first ? $"{reason[..(first + 1)]}...{reason[last..]}" : reason;
    }
}
