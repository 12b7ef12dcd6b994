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

    private static readonly string BadId =
        $"missing or not a text of 1 to {MaxIdLength} characters, so that a redelivery cannot be told from a repeat; the signal was raised";

    private static readonly string BadBoot = $"not a text of up to {MaxIdLength} characters, and was left out";

    public static Interpretation Read(DialectMessage message, JsonElement root)
    {
        var fields = new SignalFields(root);
        if (fields.Kind.ValueKind is not JsonValueKind.String)
        {
            return Interpretation.Refuse(InputProblem.Undecodable, "The signal has no kind, or its kind is not text.");
        }

        var name = fields.Kind.GetString()!;
        if (KindNames.Find(name) is not var (kind, isSuspected))
        {
            return Interpretation.Refuse(InputProblem.UnknownKind, $"Nobody knows a signal of kind \"{Loose.Cut(name, MaxNameLength)}\".");
        }

        var reader = new FieldReader();
        var detail = Details(reader, fields.Detail);
        var at = reader.Optional("at", fields.At, Loose.Time, "not a time, so that only the receive time is known");
        if (at is null && Loose.Text(fields.At) is { } clock)
        {
            detail ??= new Dictionary<string, string>(StringComparer.Ordinal);
            detail["at"] = clock;
        }

        var signal = new Signal(
            reader.RequiredText("id", fields.Id, t => t.Length is > 0 and <= MaxIdLength, BadId)
                ?? ContentId.Of(message, SenderClock.Credible(at, message.ReceivedAt)),
            message.Sender.Id,
            kind,
            reader.Optional("state", fields.State, State, "neither active nor clear, so that it counts as active") ?? SignalState.Active,
            message.ReceivedAt,
            at,
            reader.Optional("seq", fields.Sequence, Integer, "not a whole number, and was left out"),
            reader.OptionalText("boot", fields.Boot, t => t.Length <= MaxIdLength, BadBoot),
            reader.Optional("confidence", fields.Confidence, Confidence, "not between 0 and 1, and was left out") ?? (isSuspected ? Suspicion.Confidence : null),
            reader.Optional("location", fields.Location, Location, "not a place on the globe, and was left out"),
            detail,
            message.Retained);
        return new Interpretation([new DeviceReading(message.Sender) { Signals = [new SignalReading(signal, IsLevel: false)] }], reader.Problems);
    }

    /// <summary>The first entries that say something; null where none does.</summary>
    private static Dictionary<string, string>? Details(FieldReader reader, JsonElement value)
    {
        var entries = reader.Optional<JsonElement>(
            "detail", value, v => v.ValueKind is JsonValueKind.Object ? v : null, "not a JSON object, and was left out");
        if (entries is null)
        {
            return null;
        }

        Dictionary<string, string>? detail = null;
        var left = MaxDetails;
        foreach (var entry in entries.Value.EnumerateObject())
        {
            if (left-- is 0)
            {
                break;
            }

            if (Loose.Text(entry.Value) is { } text)
            {
                detail ??= new Dictionary<string, string>(StringComparer.Ordinal);
                detail[Loose.Cut(entry.Name, MaxNameLength)] = text;
            }
        }

        return detail;
    }

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
            || Field(place, "lat"u8) is not ({ } latitude and >= -90 and <= 90)
            || Field(place, "lon"u8) is not ({ } longitude and >= -180 and <= 180))
        {
            return null;
        }

        var accuracy = Field(place, "accuracyM"u8);
        return new GeoPoint(latitude, longitude, accuracy >= 0 ? accuracy : null);
    }

    private static double? Field(JsonElement place, ReadOnlySpan<byte> name) => place.TryGetProperty(name, out var value) ? Loose.Number(value) : null;
}
