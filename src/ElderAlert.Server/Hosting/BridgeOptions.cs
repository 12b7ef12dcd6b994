using ElderAlert.Mqtt;

namespace ElderAlert.Server.Hosting;

/// <summary>
/// Section <c>ElderAlert:Mqtt:Bridge</c>: a broker that the site already runs. Its messages are taken as if the devices had sent them here,
/// and acknowledged to it once they are committed; until then it keeps them.
/// </summary>
internal sealed record BridgeOptions
{
    /// <summary>Host name or address of the broker. Default: no bridge.</summary>
    public string? Host { get; init; }

    /// <summary>Its port. Default 1883, with <see cref="Tls"/> 8883.</summary>
    public int? Port { get; init; }

    /// <summary>The id under which the broker keeps what arrives while this server is away; no other client may use it. Default <c>elderalert</c>.</summary>
    public string ClientId { get; init; } = "elderalert";

    /// <summary>User name at the broker. Default none.</summary>
    public string? User { get; init; }

    /// <summary>Password at the broker. Default none.</summary>
    public string? Password { get; init; }

    /// <summary>The version that the broker speaks: 5.0 (default) or 3.1.1.</summary>
    public string Version { get; init; } = "5.0";

    /// <summary>TLS to the broker. Default false.</summary>
    public bool Tls { get; init; }

    /// <summary>PEM file with the authority that signed the broker's certificate. Default: those that the machine trusts.</summary>
    public string? Authority { get; init; }

    /// <summary>Topic filters, separated by commas. Default the sensors of Zigbee2MQTT and devices that speak our own schema.</summary>
    public string Topics { get; init; } = "zigbee2mqtt/#, ea/v1/+/signal, ea/v1/+/telemetry, ea/v1/+/status";

    /// <summary>Id of the gateway device for whose bindings an ecosystem's topics are looked up. Needed where there are such topics.</summary>
    public string? Gateway { get; init; }

    /// <summary>Whether there is a bridge.</summary>
    public bool IsSet => Host is not null;

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
    {
        if (!IsSet)
        {
            return this == new BridgeOptions() ? [] : [$"{section}:Host is missing; the other keys of {section} need it."];
        }

        return Problems(section);
    }

    private IEnumerable<string> Problems(string section)
    {
        if (Port is < 1 or > 65_535)
        {
            yield return $"{section}:Port must be between 1 and 65535.";
        }

        if (ClientId.Length == 0)
        {
            yield return $"{section}:ClientId must not be empty: without it the broker keeps nothing for this server.";
        }

        if (Version is not ("5.0" or "3.1.1"))
        {
            yield return $"{section}:Version must be 5.0 or 3.1.1.";
        }

        if (Authority is not null && !File.Exists(Authority))
        {
            yield return $"{section}:Authority names a file that does not exist.";
        }

        if (Authority is not null && !Tls)
        {
            yield return $"{section}:Tls must be true where {section}:Authority is set.";
        }

        var filters = SettingsList.Of(Topics);
        if (filters.Length == 0 || filters.Any(filter => !new SubscriptionRequest(filter).IsWellFormed))
        {
            yield return $"{section}:Topics must be topic filters separated by commas, for example zigbee2mqtt/#.";
        }

        if (Gateway is null)
        {
            yield return $"{section}:Gateway is missing; it is the id of the gateway device on file that speaks for the broker.";
        }
    }
}
