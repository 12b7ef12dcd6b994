using System.Runtime.InteropServices;

namespace ElderAlert.Influx.Queries;

/// <summary>Reads time series back, summarised by windows.</summary>
public interface ISeriesReader
{
    /// <summary>
    /// One series for each value of <see cref="SeriesQuery.GroupBy"/> and each numeric field, ordered by both; none where nothing was measured.
    /// Points that differ only in other tags are summarised together.
    /// Throws <see cref="SeriesReadException"/> with the server's words when it does not answer the question.
    /// </summary>
    Task<IReadOnlyList<FieldSeries>> ReadAsync(SeriesQuery query, CancellationToken cancellationToken);
}

/// <summary>The windows of one numeric field.</summary>
/// <param name="Group">The value of the tag that was grouped by; empty for points without it.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Windows">Windows with at least one value, in order of time.</param>
public sealed record FieldSeries(string Group, string Field, IReadOnlyList<SeriesWindow> Windows);

/// <summary>What was measured in one window.</summary>
/// <param name="Start">Where the window starts; windows are multiples of their length since 1970-01-01T00:00Z.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Count">Number of values, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SeriesWindow(DateTimeOffset Start, double Mean, double Min, double Max, long Count);

/// <summary>The server did not answer the question; the message has its words.</summary>
public sealed class SeriesReadException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    public SeriesReadException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and what caused it.</summary>
    public SeriesReadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a sentence.</summary>
    public SeriesReadException()
    {
    }
}
