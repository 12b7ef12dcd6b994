using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ElderAlert.EndToEnd.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Load;

/// <summary>A signed-in dispatch console.</summary>
internal sealed class ConsoleWatcher(HubClient hub) : IWatcher
{
    public static async Task<ConsoleWatcher> SignInAsync(Uri server)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = server };
        using var answer = await http.PostAsJsonAsync("/api/session", new { user = "wang", password = PilotFile.Password });
        answer.EnsureSuccessStatusCode();
        var hub = await HubClient.ConnectAsync(server, cookies.GetCookieHeader(server));
        await hub.ResumeAsync(PilotFile.Centre, 0);
        return new ConsoleWatcher(hub);
    }

    public async IAsyncEnumerable<Sighting> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (await NextAsync(stop) is { } message)
        {
            if (message.Target == "Entry"
                && message.Arguments[3].TryGetProperty("signal", out var signal)
                && signal.ValueKind == JsonValueKind.Object)
            {
                yield return new Sighting(signal.GetProperty("id").GetString()!, message.ReceivedAt);
            }
        }
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    /// <summary>The next message; null when the measurement is over.</summary>
    private async Task<HubMessage?> NextAsync(CancellationToken stop)
    {
        var next = hub.NextAsync(stop);
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return next.IsCanceled ? null : await next;
    }
}
