using System.Buffers;
using System.Text;

namespace ElderAlert.Influx.Lines;

/// <summary>Finds the lines of every series that carries all of the given tags.</summary>
/// <param name="tags">At least one.</param>
internal sealed class SeriesFilter(IReadOnlyList<InfluxTag> tags)
{
    private readonly List<string> _tags = [.. tags.Select(TextOf)];

    /// <summary>Whether a line, as <see cref="LineProtocol"/> writes it, is of such a series.</summary>
    public bool Fits(string line)
    {
        // The next tag, or the fields, follow a tag: with a comma in place of the blank before the fields it is one rule.
        var series = $"{line.AsSpan(0, LengthOfSeries(line))},";
        return _tags.TrueForAll(tag => series.Contains(tag, StringComparison.Ordinal));
    }

    /// <summary>Measurement and tags end at the first blank that is not escaped.</summary>
    private static int LengthOfSeries(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == ' ')
            {
                return at;
            }
        }

        return line.Length;
    }

    private static string TextOf(InfluxTag tag)
    {
        var text = new ArrayBufferWriter<byte>();
        LineProtocol.WriteTag(text, tag.Key, tag.Value);
        return Encoding.UTF8.GetString(text.WrittenSpan) + ",";
    }
}
