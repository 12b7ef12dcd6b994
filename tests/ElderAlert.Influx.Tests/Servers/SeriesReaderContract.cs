using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Spool;

namespace ElderAlert.Influx.Tests.Servers;

/// <summary>What every reader answers, whatever the server.</summary>
internal static class SeriesReaderContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(DiskSpool spool)
    {
        await spool.AppendAsync(
        [
            Point("c1", "h1", "d1", Noon.AddSeconds(-1), ("heartRate", 999)),
            Point("c1", "h1", "d1", Noon, ("heartRate", 70), ("battery", 83)),
            Point("c1", "h1", "d1", Noon.AddSeconds(59), ("heartRate", 80)),
            Point("c1", "h1", "d1", Noon.AddSeconds(60), ("heartRate", 90.5)),
            Point("c1", "h1", "d2", Noon.AddSeconds(130), ("heartRate", 60)),
            Point("c1", "h1", "d1", Noon.AddSeconds(180), ("heartRate", 999)),
            Point("c1", "h2", "d3", Noon.AddSeconds(10), ("heartRate", 999)),
            Point("c2", "h1", "d4", Noon.AddSeconds(10), ("heartRate", 999)),
            Point("c1", "h'1\" or ,=门", "d\"5", Noon.AddSeconds(10), ("roomTempC", -1.5)),
        ]);
        await spool.AppendAsync([Point("c1", "h1", "d1", Noon, ("heartRate", 70), ("battery", 83))]);
    }

    public static async Task HoldsAsync(ISeriesReader reader)
    {
        Assert.Equal(
            [
                "d1 battery: 12:00:00 83 83..83 x1",
                "d1 heartRate: 12:00:00 75 70..80 x2, 12:01:00 90.5 90.5..90.5 x1",
                "d2 heartRate: 12:02:00 60 60..60 x1",
            ],
            await ReadAsync(reader, "h1", Noon, Noon.AddMinutes(3)));
        Assert.Equal(
            ["d1 heartRate: 12:00:00 80 80..80 x1, 12:01:00 90.5 90.5..90.5 x1", "d2 heartRate: 12:02:00 60 60..60 x1"],
            await ReadAsync(reader, "h1", Noon.AddMilliseconds(1), Noon.AddSeconds(131)));
        Assert.Equal(
            ["d2 heartRate: 12:02:00 60 60..60 x1", "d1 heartRate: 12:00:00 80 80..80 x1, 12:01:00 90.5 90.5..90.5 x1, 12:03:00 999 999..999 x1"],
            (await ReadAsync(reader, "h1", Noon.AddSeconds(7), Noon.AddHours(5).AddSeconds(11))).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["d1 battery: 12:00:00 83 83..83 x1", "d1 heartRate: 12:00:00 70 70..70 x1"], await ReadAsync(reader, "h1", Noon, Noon.AddSeconds(59)));
        Assert.Equal(["d\"5 roomTempC: 12:00:00 -1.5 -1.5..-1.5 x1"], await ReadAsync(reader, "h'1\" or ,=门", Noon, Noon.AddMinutes(1)));
        Assert.Empty(await ReadAsync(reader, "h1' OR household = 'h2", Noon, Noon.AddMinutes(1)));
        Assert.Empty(await ReadAsync(reader, ".*", Noon, Noon.AddMinutes(1)));
        Assert.Empty(await ReadAsync(reader, "h1", Noon.AddDays(1), Noon.AddDays(2)));
    }

    private static async Task<string[]> ReadAsync(ISeriesReader reader, string household, DateTimeOffset from, DateTimeOffset to)
    {
        var series = await reader.ReadAsync(
            new SeriesQuery("telemetry", [new("centre", "c1"), new("household", household)], "device", from, to, TimeSpan.FromMinutes(1)),
            TestContext.Current.CancellationToken);
        return [.. series.Select(one => $"{one.Group} {one.Field}: {string.Join(", ", one.Windows.Select(Text))}")];
    }

    private static string Text(SeriesWindow window) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{window.Start.AddHours(8):HH:mm:ss} {window.Mean} {window.Min}..{window.Max} x{window.Count}");

    private static InfluxPoint Point(string centre, string household, string device, DateTimeOffset at, params (string Field, double Value)[] fields) => new(
        "telemetry",
        [new("centre", centre), new("household", household), new("device", device)],
        [.. fields.Select(field => new InfluxField(field.Field, FieldValue.Float(field.Value)))],
        at);
}
