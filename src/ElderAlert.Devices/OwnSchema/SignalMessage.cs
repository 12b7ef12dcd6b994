using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>
/// Reads <c>{"id","kind","state","at","seq","boot","confidence","location","detail"}</c>. Only the kind decides whether a signal is raised:
/// whatever else is wrong is reported beside it, because a fall with a broken clock is a fall.
/// </summary>
internal static class SignalMessage
{
    private const int MaxIdLength = 128;
    private const int MaxNameLength = 40;
    private const int MaxDetails = 20;

    public static Interpretation Read(DialectMessage message, JsonElement root)
    {
        if (!root.TryGetProperty("kind", out var kindValue) || kindValue.ValueKind is not JsonValueKind.String)
        {
            return Interpretation.Refuse(InputProblem.Undecodable, "The signal has no kind, or its kind is not text.");
        }

        var name = kindValue.GetString()!;
        if (KindNames.Find(name) is not { } kind)
        {
            return Interpretation.Refuse(InputProblem.UnknownKind, $"Nobody knows a signal of kind \"{Loose.Cut(name, MaxNameLength)}\".");
        }

        var fields = new FieldReader(root);
        var detail = Details(fields);
        var at = fields.Optional("at", Loose.Time, "not a time, so that only the receive time is known");
        if (at is null && Raw(root, "at") is { } clock)
        {
            detail["at"] = clock;
        }

        var signal = new Signal(
            Id(message, fields, at),
            message.Sender.Id,
            kind,
            fields.Optional("state", State, "neither active nor clear, so that it counts as active") ?? SignalState.Active,
            message.ReceivedAt,
            at,
            fields.Optional("seq", Integer, "not a whole number, and was left out"),
            fields.OptionalText("boot", t => t.Length <= MaxIdLength, $"not a text of up to {MaxIdLength} characters, and was left out"),
            fields.Optional("confidence", Confidence, "not between 0 and 1, and was left out") ?? (KindNames.IsSuspectedFall(name) ? Suspicion.Confidence : null),
            fields.Optional("location", Location, "not a place on the globe, and was left out"),
            detail.Count > 0 ? detail : null,
            message.Retained);
        return new Interpretation([new DeviceReading(message.Sender) { Signals = [new SignalReading(signal, IsLevel: false)] }], fields.Problems);
    }

    private static string Id(DialectMessage message, FieldReader fields, DateTimeOffset? at) =>
        fields.RequiredText(
            "id",
            t => t.Length is > 0 and <= MaxIdLength,
            $"missing or not a text of 1 to {MaxIdLength} characters, so that a redelivery cannot be told from a repeat; the signal was raised")
        ?? ContentId.Of(message, at);

    private static Dictionary<string, string> Details(FieldReader fields)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal);
        var value = fields.Optional<JsonElement>(
            "detail", v => v.ValueKind is JsonValueKind.Object ? v : null, "not a JSON object, and was left out");
        if (value is { } entries)
        {
            foreach (var entry in entries.EnumerateObject().Take(MaxDetails))
            {
                if (Loose.Text(entry.Value) is { } text)
                {
                    detail[Loose.Cut(entry.Name, MaxNameLength)] = text;
                }
            }
        }

        return detail;
    }

    private static string? Raw(JsonElement root, string field) => root.TryGetProperty(field, out var value) ? Loose.Text(value) : null;

    private static SignalState? State(JsonElement value) => Loose.Truth(value) switch
    {
        true => SignalState.Active,
        false => SignalState.Clear,
        null => null,
    };

    private static long? Integer(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static double? Confidence(JsonElement value) => Loose.Number(value) is { } number and >= 0 and <= 1 ? number : null;

    private static GeoPoint? Location(JsonElement place)
    {
        if (place.ValueKind is not JsonValueKind.Object
            || Field(place, "lat") is not (>= -90 and <= 90) || Field(place, "lon") is not (>= -180 and <= 180))
        {
            return null;
        }

        var accuracy = Field(place, "accuracyM");
        return new GeoPoint(Field(place, "lat")!.Value, Field(place, "lon")!.Value, accuracy >= 0 ? accuracy : null);
    }

    private static double? Field(JsonElement place, string name) => place.TryGetProperty(name, out var value) ? Loose.Number(value) : null;
}
