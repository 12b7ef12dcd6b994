using ElderAlert.Domain;
using ElderAlert.Server.Views;
using Microsoft.AspNetCore.SignalR;

namespace ElderAlert.Server.Hub;

/// <summary>The messages that a console understands (contract.ts, HubClient). Each waits until the connection has taken it, so a slow console slows only itself.</summary>
internal sealed class ConsoleClient(IClientProxy proxy, CancellationToken cancellation)
{
    /// <summary>Replaces everything that the console knows.</summary>
    public Task SnapshotAsync(CentreId centre, long position, IReadOnlyList<IncidentView> incidents) =>
        proxy.SendCoreAsync("Snapshot", [centre, position, incidents], cancellation);

    /// <summary>One commit.</summary>
    public Task EntryAsync(CentreId centre, EncodedEntry entry) =>
        proxy.SendCoreAsync("Entry", [centre, entry.Position, entry.Incident, entry.Event], cancellation);
}
