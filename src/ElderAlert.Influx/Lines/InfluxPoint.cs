using System.Collections.Immutable;

namespace ElderAlert.Influx.Lines;

/// <summary>An indexed label of a series. A tag with an empty value is the same as no tag, and is left out of the line.</summary>
/// <param name="Key">The label's name.</param>
/// <param name="Value">The label's value.</param>
public readonly record struct InfluxTag(string Key, string Value);

/// <summary>One measured value.</summary>
/// <param name="Key">The field's name.</param>
/// <param name="Value">The value, whose type the field keeps for ever.</param>
public readonly record struct InfluxField(string Key, FieldValue Value);

/// <summary>
/// One point of a time series: what was measured, whose it is, the values and when. A point that exists can be written:
/// everything line protocol cannot carry is refused by the constructor, one point at a time, where its origin is still known.
/// </summary>
/// <remarks>
/// Measurement, tags and time are the point's identity. Writing the same identity twice leaves one point, which is why
/// a line may be sent again after an unclear answer.
/// Naming rules: InfluxDB v2 documentation, "Line protocol", sections "Naming restrictions" and "Special characters".
/// </remarks>
public sealed class InfluxPoint
{
    private static readonly DateTimeOffset Earliest = new(1678, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2262, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Creates a point, or throws <see cref="InvalidPointException"/> with a sentence that names the offending part.</summary>
    /// <param name="measurement">What was measured, for example <c>telemetry</c>.</param>
    /// <param name="tags">Whose it is; keys must differ.</param>
    /// <param name="fields">At least one value.</param>
    /// <param name="time">When; between 1678 and 2262, the range of a 64-bit count of nanoseconds.</param>
    public InfluxPoint(string measurement, ReadOnlySpan<InfluxTag> tags, ReadOnlySpan<InfluxField> fields, DateTimeOffset time)
    {
        PointRules.CheckMeasurement(measurement);
        PointRules.CheckTags(tags);
        PointRules.CheckFields(fields);
        if (time < Earliest || time >= Latest)
        {
            throw new InvalidPointException($"The time {time:O} does not fit a 64-bit count of nanoseconds (1678 to 2262).");
        }

        Measurement = measurement;
        Tags = [.. tags];
        Fields = [.. fields];
        Time = time;
    }

    /// <summary>What was measured.</summary>
    public string Measurement { get; }

    /// <summary>Whose it is.</summary>
    public ImmutableArray<InfluxTag> Tags { get; }

    /// <summary>The values; never empty.</summary>
    public ImmutableArray<InfluxField> Fields { get; }

    /// <summary>When, to 100 nanoseconds.</summary>
    public DateTimeOffset Time { get; }
}
