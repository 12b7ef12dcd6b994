namespace ElderAlert.Influx.Tests.Support;

internal sealed class VictoriaMetricsServer : ServerProcess
{
    public InfluxOptions Options => new() { Url = Url, Org = "elderalert", Bucket = "elderalert", QueryLanguage = InfluxQueryLanguage.MetricsQL };

    protected override string Executable => "victoria-metrics";

    protected override string HealthPath => "/health";

    public static async Task<VictoriaMetricsServer> StartedAsync()
    {
        var server = new VictoriaMetricsServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>What was written becomes visible to queries.</summary>
    public async Task FlushAsync()
    {
        using var response = await Http.GetAsync($"{Url}/internal/force_flush");
        Assert.True(response.IsSuccessStatusCode);
    }

    protected override IEnumerable<string> Arguments() =>
    [
        "-storageDataPath=" + Folder["data"],
        $"-httpListenAddr=127.0.0.1:{Port}",
        "-retentionPeriod=100y",
        "-dedup.minScrapeInterval=1ms",
        "-search.latencyOffset=0s",
        "-loggerLevel=ERROR",
    ];
}
