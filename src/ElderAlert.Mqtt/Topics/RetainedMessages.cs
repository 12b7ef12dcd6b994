using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Topics;

/// <summary>The last retained message of each topic (3.3.1.3).</summary>
internal sealed class RetainedMessages(TimeProvider time, int limit)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, TimedMessage> _byTopic = new(StringComparer.Ordinal);

    /// <summary>Where they are kept over a restart; null: nowhere.</summary>
    public SessionJournal? Journal { get; set; }

    /// <summary>
    /// Keeps the message in place of the former one; an empty payload clears the topic [MQTT-3.3.1-6]. False: there are
    /// too many topics, and this one is not kept.
    /// </summary>
    public bool Set(in TimedMessage message)
    {
        lock (_sync)
        {
            if (message.Message.Payload.IsEmpty)
            {
                if (!_byTopic.Remove(message.Message.Topic))
                {
                    return true;
                }
            }
            else if (_byTopic.Count >= limit && !_byTopic.ContainsKey(message.Message.Topic))
            {
                return false;
            }
            else
            {
                _byTopic[message.Message.Topic] = message;
            }

            Journal?.Append(new RetainedSet(message));
            return true;
        }
    }

    /// <summary>The messages whose topics match, without those that expired [MQTT-3.3.2-5].</summary>
    public IReadOnlyList<TimedMessage> Match(string filter)
    {
        var now = time.GetUtcNow();
        lock (_sync)
        {
            if (filter.AsSpan().IndexOfAny('+', '#') < 0)
            {
                return _byTopic.TryGetValue(filter, out var only) && !only.IsExpired(now) ? [only] : [];
            }

            return [.. _byTopic.Values.Where(message => !message.IsExpired(now) && TopicRules.Matches(message.Message.Topic, filter))];
        }
    }

    /// <summary>Forgets expired messages.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        lock (_sync)
        {
            foreach (var (topic, message) in _byTopic)
            {
                if (message.IsExpired(now))
                {
                    _byTopic.Remove(topic);
                    Journal?.Append(new RetainedSet(new TimedMessage(message.Message with { Payload = default }, null)));
                }
            }
        }
    }
}
