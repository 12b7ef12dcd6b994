namespace ElderAlert.Mqtt.Packets;

/// <summary>
/// Aliases for the first topics sent on a connection, as many as the peer allows (3.3.2.3.4): a device that hears the
/// same few topics pays for their names once.
/// </summary>
internal sealed class OutgoingTopicAliases(ushort maximum)
{
    private const int MostKept = 32;

    private readonly Dictionary<string, ushort> _aliases = new(StringComparer.Ordinal);

    /// <summary>The topic's alias, introducing it if there is room; null: send the topic itself.</summary>
    public OutgoingTopicAlias? For(string topic)
    {
        if (_aliases.TryGetValue(topic, out var alias))
        {
            return new OutgoingTopicAlias(alias, Known: true);
        }

        if (_aliases.Count >= Math.Min(maximum, (ushort)MostKept))
        {
            return null;
        }

        alias = (ushort)(_aliases.Count + 1);
        return new OutgoingTopicAlias(alias, Known: false);
    }

    /// <summary>The introduction was sent.</summary>
    public void Remember(string topic, ushort alias) => _aliases[topic] = alias;
}
