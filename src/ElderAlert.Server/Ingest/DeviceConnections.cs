using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Server.Ingest;

/// <summary>Hears who comes, who goes and who is turned away.</summary>
internal sealed class DeviceConnections : IConnectionObserver
{
    private readonly DevicePresence _presence;
    private readonly RefusalJournal _refusals;
    private readonly IncidentEngine _engine;
    private readonly TelemetryLane _telemetry;
    private readonly TimeProvider _time;

    public DeviceConnections(DevicePresence presence, RefusalJournal refusals, IncidentEngine engine, TelemetryLane telemetry, TimeProvider time)
    {
        _presence = presence;
        _refusals = refusals;
        _engine = engine;
        _telemetry = telemetry;
        _time = time;
        presence.Changed += Chart;
    }

    public ValueTask ConnectedAsync(ClientConnection client)
    {
        _presence.Connected(new DeviceId(client.Identity), client.ConnectionId, client.ConnectedAt);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisconnectedAsync(ClientConnection client, DisconnectCause cause)
    {
        _presence.Disconnected(new DeviceId(client.Identity), client.ConnectionId);
        return cause is { ByClient: false, ReasonCode: ReasonCode.PacketTooLarge }
            ? _refusals.RecordOversizeAsync(client, cause.Detail)
            : ValueTask.CompletedTask;
    }

    public ValueTask ConnectionRefusedAsync(RefusedConnection refused) => _refusals.RecordAsync(refused);

    public ValueTask PublishRefusedAsync(InboundPublish publish, ReasonCode reasonCode) => _refusals.RecordAsync(publish);

    /// <summary>A subscription that is refused has its answer in SUBACK and carries no alarm.</summary>
    public ValueTask SubscriptionRefusedAsync(ClientConnection client, string topicFilter, ReasonCode reasonCode) => ValueTask.CompletedTask;

    private void Chart(DeviceId id, bool online)
    {
        if (_engine.Directory.Find(id) is { } device)
        {
            _telemetry.Post(
            [
                new TelemetryPoint(
                    "telemetry",
                    device.Centre,
                    device.Household,
                    new KeyValuePair<string, string>("device", id.Value),
                    Kind: null,
                    _time.GetUtcNow(),
                    new Dictionary<string, double>(StringComparer.Ordinal) { ["online"] = online ? 1 : 0 }),
            ]);
        }
    }
}
