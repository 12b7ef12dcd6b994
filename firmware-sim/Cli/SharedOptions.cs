using System.CommandLine;
using System.CommandLine.Parsing;

namespace ElderAlert.FirmwareSim.Cli;

/// <summary>Options that more than one command takes.</summary>
internal static class SharedOptions
{
    public static Option<BrokerAddress> Broker() => new("--broker")
    {
        Description = "Where the MQTT server listens, as host or host:port.",
        CustomParser = Parse,
        DefaultValueFactory = _ => new BrokerAddress(),
    };

    public static Option<DirectoryInfo> Recordings() => new Option<DirectoryInfo>("--recordings")
    {
        Description = "Folder with recorded falls and payloads (falls/umafall, payloads/zigbee2mqtt).",
    }.AcceptExistingOnly();

    private static BrokerAddress Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return new BrokerAddress(text);
        }

        if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), out var port) && port > 0)
        {
            return new BrokerAddress(text[..colon], port);
        }

        result.AddError($"'{text}' is not host:port.");
        return new BrokerAddress();
    }
}
