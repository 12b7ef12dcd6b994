using System.Text;
using System.Text.Unicode;

namespace ElderAlert.Mqtt.Protocol;

/// <summary>UTF-8 encoded strings as MQTT allows them (1.5.4).</summary>
internal static class MqttText
{
    /// <summary>The longest string in bytes: its length is sent in two.</summary>
    public const int MaximumLength = ushort.MaxValue;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        Validate(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public static void Validate(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw MqttProtocolException.Malformed("Text is not well-formed UTF-8 [MQTT-1.5.4-1]");
        }

        if (bytes.Contains((byte)0))
        {
            throw MqttProtocolException.Malformed("Text contains U+0000 [MQTT-1.5.4-2]");
        }
    }
}
