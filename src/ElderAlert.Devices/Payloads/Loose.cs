using System.Globalization;
using System.Text.Json;

namespace ElderAlert.Devices.Payloads;

/// <summary>Reads single values from senders that are not strict about types. Each returns null where the value says nothing.</summary>
internal static class Loose
{
    /// <summary>Epoch numbers above this are milliseconds: as seconds it would be the year 5138.</summary>
    private const double EpochMillisecondsFrom = 1e11;

    private const int MaxTextLength = 200;

    /// <summary>A finite number, also from text ("80.00").</summary>
    public static double? Number(JsonElement value)
    {
        double number;
        var read = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => Fail(out number),
        };
        return read && double.IsFinite(number) ? number : null;
    }

    /// <summary>Yes or no, also from the words and numbers that devices use for it ("FALSE" is no).</summary>
    public static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetDouble(out var number) ? TruthOf(number) : null,
        JsonValueKind.String => TruthOf(value.GetString()!),
        _ => null,
    };

    /// <summary>A time: ISO 8601 (UTC where it has no zone), or an epoch number in seconds or milliseconds.</summary>
    public static DateTimeOffset? Time(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.String && DateTimeOffset.TryParse(
            value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        if (Number(value) is not { } number)
        {
            return null;
        }

        var milliseconds = Math.Abs(number) >= EpochMillisecondsFrom ? number : number * 1000;
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : null;
    }

    /// <summary>A value as text for people: cut, and null for null.</summary>
    public static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
        return text is null ? null : Cut(text, MaxTextLength);
    }

    /// <summary>At most so many characters, never half a character.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static bool? TruthOf(double number) => number switch
    {
        0 => false,
        1 => true,
        _ => null,
    };

    private static bool? TruthOf(string word) => word.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "ON" or "YES" or "1" or "ALARM" or "DETECTED" or "ACTIVE" or "TRIGGERED" => true,
        "FALSE" or "OFF" or "NO" or "0" or "NONE" or "NORMAL" or "CLEAR" or "CLEARED" or "IDLE" or "OK" or "INACTIVE" or "SAFE" => false,
        _ => null,
    };

    private static bool Fail(out double number)
    {
        number = 0;
        return false;
    }
}
