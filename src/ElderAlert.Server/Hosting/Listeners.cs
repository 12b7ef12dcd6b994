using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ElderAlert.Server.Hosting;

/// <summary>Where the running server can be reached; known once it has started, for ports may have been chosen freely.</summary>
/// <param name="Http">The console and the HTTP interface.</param>
/// <param name="Mqtt">Devices without TLS; null where that is closed.</param>
/// <param name="MqttTls">Devices with TLS; null where that is closed.</param>
internal sealed record Listeners(Uri Http, IPEndPoint? Mqtt, IPEndPoint? MqttTls)
{
    /// <summary>The largest body that an ordinary request may have. An import has its own limit.</summary>
    public const long LargestBody = 1 << 20;

    /// <summary>Opens the HTTP listener. It is opened first: <see cref="Of"/> counts on the order.</summary>
    public static void ListenForHttp(KestrelServerOptions kestrel, ServerOptions server)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Listen(server.ListenAddress, server.ListenPort);
    }

    /// <summary>The addresses of a started server.</summary>
    public static Listeners Of(IServiceProvider services)
    {
        var mqtt = services.GetRequiredService<MqttOptions>();
        var bound = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address))
            .ToList();
        var plain = mqtt.Port >= 0 ? EndPoint(bound.ElementAtOrDefault(1)) : null;
        var tls = mqtt.TlsPort is null ? null : EndPoint(bound.ElementAtOrDefault(mqtt.Port >= 0 ? 2 : 1));
        return new Listeners(bound[0], plain, tls);
    }

    private static IPEndPoint? EndPoint(Uri? address) => address is null ? null : new IPEndPoint(IPAddress.Parse(address.Host.Trim('[', ']')), address.Port);
}
