using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ElderAlert.Devices.Payloads;

/// <summary>Reads single values from senders that are not strict about types. Each returns null where the value says nothing.</summary>
internal static class Loose
{
    /// <summary>Epoch numbers above this are milliseconds: as seconds it would be the year 5138.</summary>
    private const double EpochMillisecondsFrom = 1e11;

    private const int MaxTextLength = 200;

    /// <summary>The length of "2026-11-21T03:12:07.1234567Z" with its quotes.</summary>
    private const int MaxUtcLength = 30;

    private static readonly FrozenDictionary<string, bool> TruthWords = new Dictionary<string, bool>
    {
        ["TRUE"] = true, ["ON"] = true, ["YES"] = true, ["1"] = true, ["ALARM"] = true, ["DETECTED"] = true, ["ACTIVE"] = true, ["TRIGGERED"] = true,
        ["FALSE"] = false, ["OFF"] = false, ["NO"] = false, ["0"] = false, ["NONE"] = false, ["NORMAL"] = false, ["CLEAR"] = false, ["CLEARED"] = false,
        ["IDLE"] = false, ["OK"] = false, ["INACTIVE"] = false, ["SAFE"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

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
        if (value.ValueKind is JsonValueKind.String && (TryUtc(value, out var time)
            || DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)))
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

    private static bool? TruthOf(string word) => TruthWords.TryGetValue(word.Trim(), out var truth) ? truth : null;

    /// <summary>Strict ISO 8601 in UTC, which nearly every device sends: far cheaper than the general parser, which rounds what is finer than a tick.</summary>
    private static bool TryUtc(JsonElement text, out DateTimeOffset time)
    {
        time = default;
        return JsonMarshal.GetRawUtf8Value(text) is { Length: <= MaxUtcLength } and [.., >= (byte)'0' and <= (byte)'9', (byte)'Z', (byte)'"']
            && text.TryGetDateTimeOffset(out time);
    }

    private static bool Fail(out double number)
    {
        number = 0;
        return false;
    }
}
