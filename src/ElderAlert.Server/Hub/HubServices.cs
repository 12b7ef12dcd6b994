using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting.Json;
using ElderAlert.Server.Views;
using Microsoft.AspNetCore.Http.Connections;

namespace ElderAlert.Server.Hub;

/// <summary>The hub's room.</summary>
internal static class HubServices
{
    /// <summary>Longest message that a console may send: an action with the longest note.</summary>
    private const long LargestMessage = 64 * 1024;

    /// <summary>Registers the hub, its feeds and the watch over silent consoles.</summary>
    public static IServiceCollection AddDispatchHub(this IServiceCollection services)
    {
        services
            .AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = LargestMessage;
                hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(20);
            })
            .AddJsonProtocol(json => ContractJson.Configure(json.PayloadSerializerOptions));
        return services
            .AddSingleton<EntryEncoder>()
            .AddSingleton<GapReader>()
            .AddSingleton<ConsoleFeed>()
            .AddSingleton<ConsoleFeeds>()
            .AddSingleton<ConsolePresence>()
            .AddHostedService<ConsoleWatch>();
    }

    /// <summary>Maps <c>/hubs/dispatch</c> and <c>GET /api/presence</c>.</summary>
    public static void MapDispatchHub(this IEndpointRouteBuilder app)
    {
        app.MapHub<DispatchHub>("/hubs/dispatch", connection => connection.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling);
        app.MapGet("/api/presence", (Caller caller, ConsolePresence presence) => presence.SignedOn(caller.Centre.Id))
            .RequireAuthorization(Policies.Console)
            .WithName("presence")
            .WithTags("session")
            .Produces<Person[]>();
    }
}
