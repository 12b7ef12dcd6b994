using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Sessions;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>Brings a server back to what the store says.</summary>
internal static class SessionRestore
{
    public static void Apply(StoredState state, MqttServer server, SessionJournal journal)
    {
        foreach (var timed in state.Retained.Values)
        {
            server.Router.Retained.Set(timed);
        }

        foreach (var kept in state.Wills.Values)
        {
            server.Wills.Restore(kept);
        }

        foreach (var stored in state.Sessions.Values)
        {
            var session = server.Sessions.Restore(stored.Saved);
            session.Restore(stored.Received);
            session.Outbox.Restore(stored.Deliveries.Values);
            foreach (var subscribed in stored.Subscriptions.Values)
            {
                if (!TopicRules.TryParse(subscribed.Request.TopicFilter, MqttProtocolVersion.V500, out var filter, out var shareName)
                    && !TopicRules.TryParse(subscribed.Request.TopicFilter, MqttProtocolVersion.V311, out filter, out shareName))
                {
                    throw new InvalidDataException($"The stored filter {subscribed.Request.TopicFilter} is not well formed");
                }

                server.Router.Subscribe(new Subscription(session, subscribed.Request, filter, shareName, subscribed.Identifier));
            }

            // From here on its changes are records; what was just read is on disk already.
            session.Log = new SessionLog(session.ClientId, journal);
        }

        server.Router.Retained.Journal = journal;
    }
}
