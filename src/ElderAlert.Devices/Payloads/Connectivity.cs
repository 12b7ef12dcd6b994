using System.Text;
using System.Text.Json;

namespace ElderAlert.Devices.Payloads;

/// <summary>Reads the two forms of "I am here": the plain word, and {"state":"online"}.</summary>
internal static class Connectivity
{
    /// <summary>True for online, false for offline, null for anything else.</summary>
    public static bool? Read(ReadOnlyMemory<byte> payload)
    {
        var bytes = JsonPayload.Trim(payload);
        if (bytes.Length > 0 && bytes.Span[0] is (byte)'{' or (byte)'"')
        {
            using var json = JsonPayload.TryParse(bytes, out _);
            return json is null ? null : OfJson(json.RootElement);
        }

        return OfWord(Encoding.UTF8.GetString(bytes.Span));
    }

    private static bool? OfJson(JsonElement root)
    {
        var word = root;
        if (root.ValueKind is JsonValueKind.Object && !root.TryGetProperty("state", out word))
        {
            return null;
        }

        return word.ValueKind is JsonValueKind.String ? OfWord(word.GetString()!) : null;
    }

    private static bool? OfWord(string word)
    {
        if (word.Equals("online", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return word.Equals("offline", StringComparison.OrdinalIgnoreCase) ? false : null;
    }
}
