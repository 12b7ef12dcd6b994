using ElderAlert.Devices.OwnSchema;
using ElderAlert.Devices.Zigbee2Mqtt;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Devices;

/// <summary>Every dialect that is spoken here, chosen by topic.</summary>
public static class DialectCatalogue
{
    private static readonly IDialect[] Dialects = [new OwnSchemaDialect(), new Zigbee2MqttDialect()];

    /// <summary>
    /// Translates a message. What no dialect speaks is a problem, never silence.
    /// </summary>
    public static Interpretation Interpret(DialectMessage message)
    {
        foreach (var dialect in Dialects)
        {
            if (dialect.Speaks(message.Topic))
            {
                return dialect.Interpret(message);
            }
        }

        return Interpretation.Refuse(InputProblem.Undecodable, "No dialect reads messages of this topic.", routine: true);
    }
}
