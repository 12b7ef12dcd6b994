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

    /// <summary>As <see cref="ValidateName"/>, and decodes.</summary>
    public static string DecodeName(ReadOnlySpan<byte> bytes)
    {
        ValidateName(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>
    /// Topics, filters, client identifiers and user names: they end up in logs and rules, so control characters, which
    /// a receiver may refuse (1.5.4), are refused.
    /// </summary>
    public static void ValidateName(ReadOnlySpan<byte> bytes)
    {
        Validate(bytes);
        if (bytes.ContainsAnyInRange((byte)0x01, (byte)0x1F) || bytes.Contains((byte)0x7F) || HasC1Control(bytes))
        {
            throw MqttProtocolException.Malformed("A name contains a control character (1.5.4)");
        }
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

    /// <summary>U+0080 to U+009F: in UTF-8 C2 and a byte from 80 to 9F.</summary>
    private static bool HasC1Control(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf((byte)0xC2); at >= 0 && at + 1 < bytes.Length;)
        {
            if (bytes[at + 1] <= 0x9F)
            {
                return true;
            }

            bytes = bytes[(at + 1)..];
            at = bytes.IndexOf((byte)0xC2);
        }

        return false;
    }
}
