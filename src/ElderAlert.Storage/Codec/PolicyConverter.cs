using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ElderAlert.Domain.Escalation;

namespace ElderAlert.Storage.Codec;

/// <summary>
/// A policy is written into every incident that it rules: the same two thousand letters for thousands of incidents. Each is turned into JSON
/// once, and incidents with the same policy share one in memory. It holds nothing private, so its JSON is the same for all households.
/// </summary>
internal sealed class PolicyConverter : JsonConverter<EscalationPolicy>
{
    /// <summary>Then those known are forgotten and read anew; a centre has some, and changes them now and then.</summary>
    private const int MostKnown = 1024;

    private readonly ConditionalWeakTable<EscalationPolicy, byte[]> _written = [];
    private readonly ConcurrentDictionary<string, EscalationPolicy> _read = new(StringComparer.Ordinal);
    private JsonTypeInfo<EscalationPolicy>? _shape;

    public override EscalationPolicy? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var stored = JsonDocument.ParseValue(ref reader);
        var json = stored.RootElement.GetRawText();
        if (_read.TryGetValue(json, out var known))
        {
            return known;
        }

        if (_read.Count >= MostKnown)
        {
            _read.Clear();
        }

        return stored.RootElement.Deserialize(ShapeFor(options)) is { } policy ? _read.GetOrAdd(json, policy) : null;
    }

    public override void Write(Utf8JsonWriter writer, EscalationPolicy value, JsonSerializerOptions options)
    {
        if (!_written.TryGetValue(value, out var json))
        {
            json = JsonSerializer.SerializeToUtf8Bytes(value, ShapeFor(options));
            _written.AddOrUpdate(value, json);
        }

        writer.WriteRawValue(json, skipInputValidation: true);
    }

    /// <summary>How a policy is written without this converter.</summary>
    private JsonTypeInfo<EscalationPolicy> ShapeFor(JsonSerializerOptions options)
    {
        if (_shape is null)
        {
            var plain = new JsonSerializerOptions(options);
            plain.Converters.Remove(this);
            _shape = (JsonTypeInfo<EscalationPolicy>)plain.GetTypeInfo(typeof(EscalationPolicy));
        }

        return _shape;
    }
}
