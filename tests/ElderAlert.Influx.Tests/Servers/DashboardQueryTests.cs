using System.Text.Json;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Grafana;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Servers;

/// <summary>Each query of each dashboard, asked of a real InfluxDB that holds what the server writes.</summary>
public sealed class DashboardQueryTests
{
    private static readonly string[] Kinds = ["sos", "batteryLow"];

    [Fact]
    public async Task Queries_All_AnswerFromWhatTheServerWrites()
    {
        await using var server = await InfluxDbServer.StartedAsync();
        await WriteAsync(server);
        foreach (var (file, dashboard) in DashboardFiles.Read())
        {
            foreach (var query in DashboardFiles.Queries(file, dashboard))
            {
                var text = query.Text
                    .Replace("$timeFilter", $"time >= '{Points.Start.AddHours(-1):O}' AND time < '{Points.Start.AddHours(1):O}'", StringComparison.Ordinal)
                    .Replace("$__interval", "1m", StringComparison.Ordinal)
                    .Replace("$centre", "(c1|c2)", StringComparison.Ordinal)
                    .Replace("$household", "h1", StringComparison.Ordinal)
                    .Replace("+00:00", "Z", StringComparison.Ordinal);
                Assert.DoesNotContain("$", text.Replace("$/", "", StringComparison.Ordinal), StringComparison.Ordinal);
                var series = await server.QueryAsync(text);
                Assert.True(series.ValueKind == JsonValueKind.Array && series.GetArrayLength() > 0, $"{query.Place} shows nothing: {text}");
            }
        }
    }

    private static async Task WriteAsync(InfluxDbServer server)
    {
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        await using var spool = DiskSpool.Open(new SpoolOptions { Folder = folder.Path }, TimeProvider.System, NullLogger<DiskSpool>.Instance);
        using var sender = new InfluxSender(spool, server.Http, server.Options, TimeProvider.System, NullLogger<InfluxSender>.Instance);
        await spool.AppendAsync([.. Enumerable.Range(0, 10).SelectMany(Minute)]);
        var running = sender.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => spool.Status.PendingBytes == 0, "everything is sent");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, sender.Status.RejectedLines);
    }

    private static IEnumerable<InfluxPoint> Minute(int minute)
    {
        InfluxTag[] home = [new("centre", "c1"), new("household", "h1")];
        var at = Points.Start.AddMinutes(minute);
        yield return Point("telemetry", [.. home, new("device", "d1")], at, ("heartRate", 70 + minute), ("roomTempC", 21), ("motion", 1), ("battery", 83));
        yield return Point("signal", [.. home, new("device", "d1"), new("kind", Kinds[minute % 2])], at, ("active", 1), ("confidence", 0.9));
        yield return Point("incident", [.. home, new("lane", "life"), new("kind", "sos")], at, ("claimSeconds", 10 + minute), ("dispatchSeconds", 90), ("onSceneSeconds", 900), ("resolveSeconds", 2400));
    }

    private static InfluxPoint Point(string measurement, InfluxTag[] tags, DateTimeOffset at, params (string Field, double Value)[] fields) =>
        new(measurement, tags, [.. fields.Select(field => new InfluxField(field.Field, FieldValue.Float(field.Value)))], at);
}
