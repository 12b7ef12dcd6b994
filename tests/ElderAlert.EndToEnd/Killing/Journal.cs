using System.Net.Http.Json;
using System.Text.Json;
using ElderAlert.EndToEnd.Support;

namespace ElderAlert.EndToEnd.Killing;

/// <summary>The whole journal of the test's centre, as <c>GET /api/journal</c> gives it.</summary>
internal sealed class Journal
{
    private readonly List<JsonElement> _entries = [];

    private Journal()
    {
    }

    public IReadOnlyList<JsonElement> Entries => _entries;

    public static async Task<Journal> ReadAsync(ServerProcess server)
    {
        using var signIn = await server.Http.PostAsJsonAsync("/api/session", new { user = "he", password = PilotFile.Password });
        signIn.EnsureSuccessStatusCode();
        var journal = new Journal();
        for (long after = 0, head = 1; after < head;)
        {
            var page = await server.Http.GetFromJsonAsync<JsonElement>($"/api/journal?after={after}&limit=1000");
            journal._entries.AddRange(page.GetProperty("entries").EnumerateArray());
            head = page.GetProperty("head").GetInt64();
            after = journal._entries.Count;
        }

        return journal;
    }

    public static string TypeOf(JsonElement entry) => entry.GetProperty("event").GetProperty("type").GetString()!;

    public static string IncidentOf(JsonElement entry) => entry.GetProperty("incident").GetString()!;

    public static DateTimeOffset AtOf(JsonElement entry) => entry.GetProperty("at").GetDateTimeOffset();

    public IEnumerable<JsonElement> Of(string type) => _entries.Where(e => TypeOf(e) == type);

    /// <summary>Every signal, with the incident that it went to.</summary>
    public ILookup<(string Device, string Id), string> Signals() => _entries
        .Where(e => TypeOf(e) is "incidentOpened" or "signalJoined")
        .Select(e => (Signal: e.GetProperty("event").GetProperty("signal"), Incident: IncidentOf(e)))
        .ToLookup(x => (x.Signal.GetProperty("device").GetString()!, x.Signal.GetProperty("id").GetString()!), x => x.Incident);
}
