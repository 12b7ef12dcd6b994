using System.Buffers;
using System.Text;
using System.Text.Json;
using ElderAlert.Devices.Payloads;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>
/// The gateway's <c>output: attribute</c> form: one topic for each property, with the bare value as payload. It is read as the state
/// that holds this one property.
/// </summary>
internal static class AttributePayload
{
    /// <summary>The state; a payload that is no JSON counts as text.</summary>
    public static JsonDocument Wrap(string attribute, ReadOnlyMemory<byte> payload)
    {
        using var value = JsonPayload.TryParse(payload, out _);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(attribute);
            if (value is null)
            {
                writer.WriteStringValue(Encoding.UTF8.GetString(JsonPayload.Trim(payload).Span));
            }
            else
            {
                value.RootElement.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }
}
