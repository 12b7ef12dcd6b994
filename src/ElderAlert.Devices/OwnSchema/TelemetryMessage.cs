using System.Buffers;
using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>Reads <c>{"at","metrics":{name:number}}</c>. Numbers, numbers as text, and yes/no count; null says nothing.</summary>
internal static class TelemetryMessage
{
    private const int MaxMetrics = 64;
    private const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    public static Interpretation Read(DialectMessage message, JsonElement root)
    {
        if (!root.TryGetProperty("metrics"u8, out var metrics) || metrics.ValueKind is not JsonValueKind.Object)
        {
            return Interpretation.Refuse(InputProblem.Undecodable, "The telemetry has no metrics, or they are not a JSON object.", routine: true);
        }

        var values = new Dictionary<string, double>(Math.Min(metrics.GetPropertyCount(), MaxMetrics), StringComparer.Ordinal);
        string? unread = null;
        foreach (var metric in metrics.EnumerateObject())
        {
            if (metric.Value.ValueKind is JsonValueKind.Null)
            {
                continue;
            }

            var name = metric.Name;
            if (values.Count < MaxMetrics && IsName(name) && Value(metric.Value) is { } value)
            {
                values[name] = value;
            }
            else
            {
                unread ??= name;
            }
        }

        var reading = new DeviceReading(message.Sender)
        {
            Telemetry = values.Count > 0 ? new TelemetryReading(message.Sender.Id, MeasuredAt(message, root), values) : null,
        };
        return new Interpretation([reading], unread is null ? [] : [Unread(unread)]);
    }

    private static ReadingProblem Unread(string name) => new(
        InputProblem.Undecodable,
        $"The metric \"{Loose.Cut(name, MaxNameLength)}\" is not a finite number, is badly named, or comes after {MaxMetrics} others.",
        Routine: true);

    private static double? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => Loose.Number(value),
    };

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>The device's time where it can be true, so that a chart is not torn by a clock that stands at 1970.</summary>
    private static DateTimeOffset MeasuredAt(DialectMessage message, JsonElement root) =>
        (root.TryGetProperty("at"u8, out var value) ? SenderClock.Credible(Loose.Time(value), message.ReceivedAt) : null) ?? message.ReceivedAt;
}
