using System.Text.Json;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Influx.Tests.Support;

/// <summary>InfluxDB 1.x (<c>influxd</c>).</summary>
internal sealed class InfluxDbServer : ServerProcess
{
    public InfluxOptions Options => new() { Url = Url, Database = "elderalert" };

    protected override string Executable => "influxd";

    protected override string HealthPath => "/ping";

    public static async Task<InfluxDbServer> StartedAsync()
    {
        var server = new InfluxDbServer();
        await server.StartAsync();
        await server.QueryAsync("CREATE DATABASE elderalert");
        return server;
    }

    /// <summary>Runs a statement and returns the first result's series.</summary>
    public async Task<JsonElement> QueryAsync(string statement)
    {
        using var response = await Http.PostAsync($"{Url}/query?db=elderalert&epoch=ns&q={Uri.EscapeDataString(statement)}", null);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        using var document = JsonDocument.Parse(body);
        var result = document.RootElement.GetProperty("results")[0];
        Assert.False(result.TryGetProperty("error", out var error), error.ToString());
        return result.TryGetProperty("series", out var series) ? series.Clone() : default;
    }

    /// <summary>The column of every row of the first series.</summary>
    public async Task<List<JsonElement>> ColumnAsync(string statement, int column)
    {
        var series = await QueryAsync(statement);
        return series.ValueKind == JsonValueKind.Undefined
            ? []
            : [.. series[0].GetProperty("values").EnumerateArray().Select(row => row[column])];
    }

    protected override IEnumerable<string> Arguments()
    {
        var file = Folder["influxdb.conf"];
        File.WriteAllText(file, $"""
            reporting-enabled = false
            bind-address = "127.0.0.1:{FreePort.Next()}"
            [meta]
            dir = "{Folder["meta"]}"
            [data]
            dir = "{Folder["data"]}"
            wal-dir = "{Folder["wal"]}"
            [monitor]
            store-enabled = false
            [http]
            bind-address = "127.0.0.1:{Port}"
            log-enabled = false
            """);
        return ["-config", file];
    }
}
