using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ElderAlert.Server.Telephony;

/// <summary>The address under which families and Twilio reach the server: <c>Server:PublicUrl</c>, or where it listens.</summary>
internal sealed class PublicAddress(ServerOptions options, IServer server)
{
    /// <summary>Scheme, host and port. A port chosen by the system is known once the server listens.</summary>
    public Uri Root => options.PublicUrl ?? new Uri(Reachable(Listening ?? options.ListenUrl));

    private string? Listening => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    /// <summary>"Every interface" is where a server listens, not where a browser can go.</summary>
    private static string Reachable(string address) => address
        .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
}
