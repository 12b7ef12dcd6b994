using System.Text;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Topics;

/// <summary>
/// Turns a topic's bytes into a string without allocating when it was seen before: devices publish to the same few
/// topics for years. One table for all connections, so that an idle connection costs nothing.
/// </summary>
internal sealed class TopicCache
{
    private const int Slots = 16_384;
    private const int LongestCached = 256;

    private readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>The topic name; throws when it has wildcards or is empty.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref _entries[hash.ToHashCode() & (Slots - 1)];
        var entry = Volatile.Read(ref slot);
        if (entry is not null && utf8.SequenceEqual(entry.Utf8))
        {
            return entry.Topic;
        }

        var topic = Encoding.UTF8.GetString(utf8);
        if (!TopicRules.IsName(topic))
        {
            // Reason code 0x90 is for names that are well formed but not accepted (3.4.2.1); these break the protocol.
            throw MqttProtocolException.Error("A topic name is empty or has wildcards [MQTT-3.3.2-2] [MQTT-4.7.3-1]");
        }

        if (utf8.Length <= LongestCached)
        {
            Volatile.Write(ref slot, new Entry(utf8.ToArray(), topic));
        }

        return topic;
    }

    private sealed record Entry(byte[] Utf8, string Topic);
}
