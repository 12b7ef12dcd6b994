using System.Net;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.TestHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

HostArguments arguments;
try
{
    arguments = HostArguments.Parse(args);
}
catch (Exception exception) when (exception is FormatException or OverflowException)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n{HostArguments.Usage}");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Logging.AddFilter("ElderAlert.Mqtt", LogLevel.Information);
var application = new OpenApplication(arguments);
builder.Services.AddSingleton<IDeviceAuthenticator>(application);
builder.Services.AddSingleton<ITopicAuthorizer>(application);
builder.Services.AddSingleton<IPublishSink>(application);
builder.Services.AddSingleton<IConnectionObserver>(application);
builder.Services.AddMqttServer(options =>
{
    options.MaximumKeepAliveSeconds = arguments.MaximumKeepAliveSeconds;
    options.SessionFolder = arguments.DataFolder;
    options.WillGraceAfterRestart = arguments.WillGrace;
    options.MaximumRetainedMessages = arguments.MaximumRetained;
    options.RefusedSubscription = ReasonCode.UnspecifiedError;
});
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
    kestrel.Listen(IPAddress.Loopback, arguments.Port, listen => listen.UseMqtt()));
await using var web = builder.Build();
await web.StartAsync();
Console.WriteLine($"listening on {arguments.Port}");
await ((IHost)web).WaitForShutdownAsync();
return 0;
