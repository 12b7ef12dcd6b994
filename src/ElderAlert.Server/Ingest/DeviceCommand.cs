using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Server.Ingest;

/// <summary>What a device is told of its own call (DESIGN.md section 4): a pendant can light up or say that help is on its way.</summary>
internal static class DeviceCommand
{
    /// <summary>The command that an event amounts to; null for the many that mean nothing to a device.</summary>
    public static (string Type, int? EtaMinutes)? Of(JournalEvent fact) => fact switch
    {
        IncidentOpened or IncidentReopened => ("received", null),
        CancelRequested => ("confirm", null),
        IncidentClaimed => ("claimed", null),
        ResponderEnRoute enRoute => ("onTheWay", enRoute.EtaMinutes),
        IncidentResolved => ("resolved", null),
        _ => null,
    };

    /// <summary>
    /// The message for a device. One that a gateway carries is told through the gateway, with its name beside the command; an alarm in test
    /// mode says so.
    /// </summary>
    public static ApplicationMessage Message(Device device, JournalEntry entry, (string Type, int? EtaMinutes) command, bool isTest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{entry.Centre}-{entry.Position}"));
            json.WriteString("type", command.Type);
            json.WriteString("incident", entry.Incident?.Value);
            if (command.EtaMinutes is { } minutes)
            {
                json.WriteNumber("etaMin", minutes);
            }

            if (isTest)
            {
                json.WriteBoolean("test", true);
            }

            if (device.Gateway is not null)
            {
                json.WriteString("device", device.Id.Value);
            }

            json.WriteEndObject();
        }

        return new ApplicationMessage(DeviceTopics.CommandTopic(device.Gateway ?? device.Id), buffer.WrittenMemory, QualityOfService.AtLeastOnce);
    }
}
