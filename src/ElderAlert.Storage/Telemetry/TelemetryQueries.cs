using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Telemetry;

/// <summary>
/// Reads windows on connections of its own, beside the writer. They stay open: after a start the watch asks for every home, and compiling the
/// query takes ten times as long as finding nothing.
/// </summary>
internal sealed class TelemetryQueries(string file) : IDisposable
{
    /// <summary>Most windows in an answer: a chart has fewer pixels.</summary>
    private const int MostWindows = 20_000;

    private const string Windows = """
        SELECT s.value, s.field, p.time - ((p.time % $window) + $window) % $window AS start,
               avg(p.value), min(p.value), max(p.value), count(*)
        FROM series s JOIN point p ON p.series = s.id
        WHERE s.centre = $centre AND s.household = $household AND s.measurement = 'telemetry' AND s.tag = 'device'
          AND p.time >= $from AND p.time < $to
        GROUP BY s.value, s.field, start
        ORDER BY s.value, s.field, start
        """;

    private readonly string _connectionString = TelemetryDatabase.ConnectionString(file, SqliteOpenMode.ReadOnly);
    private readonly ConcurrentBag<SqliteCommand> _idle = [];
    private volatile bool _isClosed;

    public IReadOnlyList<TelemetrySeries> Read(TelemetryQuery query, CancellationToken cancellation)
    {
        Check(query);
        var command = _idle.TryTake(out var idle) ? idle : Prepare();
        try
        {
            command.Parameters["$window"].Value = query.Window.Ticks;
            command.Parameters["$centre"].Value = query.Centre.Value;
            command.Parameters["$household"].Value = query.Household.Value;
            command.Parameters["$from"].Value = TelemetryDatabase.Time(query.From);
            command.Parameters["$to"].Value = TelemetryDatabase.Time(query.To);
            var series = Read(command, cancellation);
            _idle.Add(command);
            if (_isClosed)
            {
                Dispose();
            }

            return series;
        }
        catch
        {
            Close(command);
            throw;
        }
    }

    /// <summary>Closes what is idle, and whatever becomes idle later.</summary>
    public void Dispose()
    {
        _isClosed = true;
        while (_idle.TryTake(out var command))
        {
            Close(command);
        }
    }

    private static List<TelemetrySeries> Read(SqliteCommand command, CancellationToken cancellation)
    {
        var series = new List<TelemetrySeries>();
        var buckets = new List<TelemetryBucket>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var device = new DeviceId(reader.GetString(0));
            var metric = reader.GetString(1);
            if (series.Count == 0 || series[^1].Device != device || series[^1].Metric != metric)
            {
                buckets = [];
                series.Add(new TelemetrySeries(device, metric, buckets));
            }

            buckets.Add(new TelemetryBucket(
                DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64(2)), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5), reader.GetInt64(6)));
        }

        return series;
    }

    private SqliteCommand Prepare()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            return TelemetryDatabase.Command(connection, Windows, "$window", "$centre", "$household", "$from", "$to");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Close(SqliteCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }

    private static void Check(TelemetryQuery query)
    {
        if (query.From >= query.To)
        {
            throw new ArgumentException($"The range ends ({query.To:O}) before it starts ({query.From:O}).", nameof(query));
        }

        if (query.Window <= TimeSpan.Zero || (query.To - query.From) / query.Window > MostWindows)
        {
            throw new ArgumentException($"The window {query.Window} must be above zero and give at most {MostWindows} windows.", nameof(query));
        }
    }
}
