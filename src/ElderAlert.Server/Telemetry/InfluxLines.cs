using ElderAlert.Engine.Ports;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Server.Telemetry;

/// <summary>Points in the making: what line protocol cannot say is left out by itself, and the rest of its point and batch goes on.</summary>
internal sealed class InfluxLines
{
    private readonly List<InfluxPoint> _points = [];
    private readonly List<RefusedMetric> _refused = [];

    public IReadOnlyList<InfluxPoint> Points => _points;

    public IReadOnlyList<RefusedMetric> Refused => _refused;

    public void Add(TelemetryPoint point)
    {
        try
        {
            _points.Add(PointOf(point, point.Fields));
        }
        catch (InvalidPointException)
        {
            AddWhatCanBe(point);
        }
    }

    private void AddWhatCanBe(TelemetryPoint point)
    {
        var good = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (field, value) in point.Fields)
        {
            try
            {
                PointOf(point, new Dictionary<string, double>(StringComparer.Ordinal) { [field] = value });
                good.Add(field, value);
            }
            catch (InvalidPointException impossible)
            {
                _refused.Add(new RefusedMetric(point, field, impossible.Message));
            }
        }

        if (good.Count > 0)
        {
            _points.Add(PointOf(point, good));
        }
    }

    private static InfluxPoint PointOf(TelemetryPoint point, IReadOnlyDictionary<string, double> values)
    {
        InfluxTag[] tags =
        [
            new InfluxTag("centre", point.Centre.Value),
            new InfluxTag("household", point.Household?.Value ?? ""),
            new InfluxTag(point.Tag.Key, point.Tag.Value),
            new InfluxTag("kind", point.Kind ?? ""),
        ];
        var fields = values.Select(f => new InfluxField(f.Key, FieldValue.Float(f.Value))).ToArray();
        return new InfluxPoint(point.Measurement, tags, fields, point.At);
    }
}
