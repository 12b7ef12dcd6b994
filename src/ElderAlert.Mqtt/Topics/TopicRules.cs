using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Topics;

/// <summary>What topic names and topic filters may look like (4.7).</summary>
internal static class TopicRules
{
    private const string SharePrefix = "$share/";

    /// <summary>True for a non-empty name without wildcards [MQTT-3.3.2-2] [MQTT-4.7.3-1].</summary>
    public static bool IsName(ReadOnlySpan<char> topic) => !topic.IsEmpty && topic.IndexOfAny('+', '#') < 0;

    /// <summary>True when each wildcard fills its level and # comes last [MQTT-4.7.1-1] [MQTT-4.7.1-2].</summary>
    public static bool IsFilter(ReadOnlySpan<char> filter)
    {
        if (filter.IsEmpty)
        {
            return false;
        }

        foreach (var range in filter.Split('/'))
        {
            var level = filter[range];
            var isHash = level is "#";
            if ((!isHash && level is not "+" && level.IndexOfAny('+', '#') >= 0) || (isHash && range.End.Value != filter.Length))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a shared subscription apart (4.8.2). False: the filter is not well formed.</summary>
    public static bool TryParse(string filter, MqttProtocolVersion version, out string topicFilter, out string? shareName)
    {
        topicFilter = filter;
        shareName = null;
        if (version == MqttProtocolVersion.V500 && filter.StartsWith(SharePrefix, StringComparison.Ordinal))
        {
            var rest = filter.AsSpan(SharePrefix.Length);
            var slash = rest.IndexOf('/');
            if (slash <= 0 || rest[..slash].IndexOfAny('+', '#') >= 0)
            {
                return false;
            }

            shareName = rest[..slash].ToString();
            topicFilter = rest[(slash + 1)..].ToString();
        }

        return IsFilter(topicFilter);
    }

    /// <summary>
    /// True when <paramref name="topic"/> matches <paramref name="filter"/>. A wildcard in the first level does not
    /// match topics that begin with $ [MQTT-4.7.2-1].
    /// </summary>
    public static bool Matches(ReadOnlySpan<char> topic, ReadOnlySpan<char> filter)
    {
        if (topic.StartsWith('$') && (filter.StartsWith('+') || filter.StartsWith('#')))
        {
            return false;
        }

        while (true)
        {
            if (filter is "#")
            {
                return true;
            }

            var topicEnd = topic.IndexOf('/');
            var filterEnd = filter.IndexOf('/');
            var topicLevel = topicEnd < 0 ? topic : topic[..topicEnd];
            var filterLevel = filterEnd < 0 ? filter : filter[..filterEnd];
            if (filterLevel is not "+" && !filterLevel.SequenceEqual(topicLevel))
            {
                return false;
            }

            if (topicEnd < 0 || filterEnd < 0)
            {
                // "sport/#" also matches "sport" itself (4.7.1.2).
                return topicEnd < 0 && (filterEnd < 0 || filter[filterEnd..] is "/#");
            }

            topic = topic[(topicEnd + 1)..];
            filter = filter[(filterEnd + 1)..];
        }
    }
}
