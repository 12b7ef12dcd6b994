using System.Text.Json;
using System.Text.RegularExpressions;

namespace ElderAlert.Influx.Tests.Grafana;

public sealed partial class DashboardTests
{
    private static readonly Dictionary<string, string[]> KnownNames = new()
    {
        ["telemetry"] = ["centre", "household", "device", "heartRate", "roomTempC", "motion", "battery"],
        ["signal"] = ["centre", "household", "device", "kind", "active", "confidence"],
        ["incident"] = ["centre", "household", "lane", "kind", "claimSeconds", "dispatchSeconds", "onSceneSeconds", "resolveSeconds"],
    };

    private readonly IReadOnlyDictionary<string, JsonElement> _dashboards = DashboardFiles.Read();

    [Fact]
    public void Dashboards_All_AreThere() =>
        Assert.Equal(["alarms.json", "devices.json", "home.json"], _dashboards.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Dashboards_Each_HasItsOwnIdAndAskTheProvisionedSource()
    {
        Assert.Distinct(_dashboards.Values.Select(dashboard => dashboard.GetProperty("uid").GetString()));
        Assert.All(_dashboards.Values, dashboard =>
        {
            var panels = dashboard.GetProperty("panels").EnumerateArray().ToList();
            Assert.NotEmpty(panels);
            Assert.Distinct(panels.Select(panel => panel.GetProperty("id").GetInt32()));
            Assert.All(panels, panel =>
            {
                Assert.NotEmpty(panel.GetProperty("description").GetString()!);
                Assert.Equal("elderalert", panel.GetProperty("datasource").GetProperty("uid").GetString());
                Assert.All(panel.GetProperty("targets").EnumerateArray(), target => Assert.Equal("elderalert", target.GetProperty("datasource").GetProperty("uid").GetString()));
            });
        });
    }

    [Fact]
    public void Panels_OfADashboard_DoNotOverlap() => Assert.All(_dashboards.Values, dashboard =>
    {
        var cells = dashboard.GetProperty("panels").EnumerateArray().SelectMany(panel =>
        {
            var place = panel.GetProperty("gridPos");
            int At(string side) => place.GetProperty(side).GetInt32();
            Assert.True(At("x") + At("w") <= 24);
            return from x in Enumerable.Range(At("x"), At("w"))
                   from y in Enumerable.Range(At("y"), At("h"))
                   select (x, y);
        });
        Assert.Distinct(cells);
    });

    [Fact]
    public void Queries_All_NameOnlyWhatTheServerWrites() => Assert.All(
        _dashboards.SelectMany(dashboard => DashboardFiles.Queries(dashboard.Key, dashboard.Value)),
        query =>
        {
            var measurement = Measurement().Match(query.Text).Groups["name"].Value;
            Assert.True(KnownNames.TryGetValue(measurement, out var known), $"{query.Place}: unknown measurement '{measurement}'");
            var names = QuotedName().Matches(Alias().Replace(query.Text, "")).Select(match => match.Groups["name"].Value).Where(name => name != measurement);
            Assert.All(names, name => Assert.Contains(name, known));
        });

    [GeneratedRegex("FROM \"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Measurement();

    [GeneratedRegex("\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedName();

    [GeneratedRegex(" AS \"[^\"]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alias();
}
