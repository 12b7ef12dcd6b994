using System.Globalization;

namespace ElderAlert.Influx.Spool;

/// <summary>
/// One file of records. Positions count bytes over the whole life of the spool, and a file is named by the position of
/// its first byte, so that neither an index nor a header is needed to find a position.
/// </summary>
/// <param name="Start">Position of the first byte.</param>
/// <param name="Length">Bytes of whole records in it.</param>
/// <param name="Path">The file.</param>
internal sealed record SpoolSegment(long Start, long Length, string Path)
{
    private const string Suffix = ".spool-v1";

    public long End => Start + Length;

    public string Name => System.IO.Path.GetFileName(Path);

    public static SpoolSegment Empty(string folder, long start) =>
        new(start, 0, System.IO.Path.Combine(folder, start.ToString("D20", CultureInfo.InvariantCulture) + Suffix));

    /// <summary>The segments of a folder, oldest first, with the lengths of their files.</summary>
    public static IEnumerable<SpoolSegment> List(string folder) =>
        from file in new DirectoryInfo(folder).EnumerateFiles("*" + Suffix)
        let digits = file.Name[..^Suffix.Length]
        where long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let segment = new SpoolSegment(long.Parse(digits, CultureInfo.InvariantCulture), file.Length, file.FullName)
        orderby segment.Start
        select segment;

    /// <summary>Reads the file to its first bad record and returns how many bytes of whole records it has.</summary>
    public long CountWholeBytes()
    {
        using var file = File.OpenHandle(Path);
        var buffer = new byte[SpoolRecord.HeaderBytes + SpoolRecord.MaxPayloadBytes];
        var whole = 0L;
        while (true)
        {
            ReadOnlySpan<byte> available = buffer.AsSpan(0, RandomAccess.Read(file, buffer, whole));
            var consumed = 0;
            while (SpoolRecord.Read(available[consumed..], out var payload) == SpoolRecordState.Whole)
            {
                consumed += SpoolRecord.HeaderBytes + payload.Length;
            }

            if (consumed == 0)
            {
                return whole;
            }

            whole += consumed;
        }
    }
}
