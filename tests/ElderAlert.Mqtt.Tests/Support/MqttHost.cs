using System.Net;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Listeners;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>A server on a free loopback port, with a recording host behind it.</summary>
internal sealed class MqttHost : IAsyncDisposable
{
    private readonly WebApplication _web;

    private MqttHost(WebApplication web, RecordingApplication application, int port, int httpPort)
    {
        _web = web;
        Application = application;
        Port = port;
        HttpPort = httpPort;
    }

    public RecordingApplication Application { get; }

    public int Port { get; }

    /// <summary>Where MQTT over WebSocket is served.</summary>
    public int HttpPort { get; }

    public IMqttPublisher Publisher => _web.Services.GetRequiredService<IMqttPublisher>();

    public MqttServer Server => _web.Services.GetRequiredService<MqttServer>();

    public static async Task<MqttHost> StartAsync(
        Action<MqttServerOptions>? configure = null,
        TimeProvider? time = null,
        Action<ListenOptions>? listen = null,
        Action<ListenOptions>? http = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = new RecordingApplication();
        builder.Services.AddSingleton<IDeviceAuthenticator>(application);
        builder.Services.AddSingleton<ITopicAuthorizer>(application);
        builder.Services.AddSingleton<IPublishSink>(application);
        builder.Services.AddSingleton<IConnectionObserver>(application);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddMqttServer(configure);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen ?? (options => options.UseMqtt()));
            kestrel.Listen(IPAddress.Loopback, 0, http ?? (options => options.Protocols = HttpProtocols.Http1));
        });
        var web = builder.Build();
        web.UseWebSockets();
        web.MapMqtt();
        await web.StartAsync();
        var ports = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address).Port).ToArray();
        return new MqttHost(web, application, ports[0], ports[1]);
    }

    public MqttClientOptions Options(string clientId = "", MqttProtocolVersion version = MqttProtocolVersion.V500) =>
        new() { Host = "127.0.0.1", Port = Port, ClientId = clientId, Version = version };

    public ValueTask<MqttClient> ConnectAsync(
        string clientId = "", MqttProtocolVersion version = MqttProtocolVersion.V500, Func<ReceivedMessage, ValueTask>? onMessage = null) =>
        MqttClient.ConnectAsync(Options(clientId, version), onMessage);

    public Task<RawClient> OpenAsync() => RawClient.OpenAsync(Port);

    public Task StopAsync() => _web.StopAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
