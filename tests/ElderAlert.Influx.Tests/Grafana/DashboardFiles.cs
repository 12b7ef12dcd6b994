using System.Text.Json;

namespace ElderAlert.Influx.Tests.Grafana;

/// <summary>A question in a dashboard, and where it stands.</summary>
internal sealed record DashboardQuery(string Place, string Text);

/// <summary>The provisioned dashboards of the repository.</summary>
internal static class DashboardFiles
{
    public static IReadOnlyDictionary<string, JsonElement> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has ElderAlert.sln.");
        }

        return Directory.GetFiles(Path.Combine(folder.FullName, "dashboards/grafana/dashboards"), "*.json").ToDictionary(
            path => Path.GetFileName(path),
            path =>
            {
                using var document = JsonDocument.Parse(File.ReadAllText(path));
                return document.RootElement.Clone();
            });
    }

    /// <summary>Every query of panels and variables.</summary>
    public static IEnumerable<DashboardQuery> Queries(string file, JsonElement dashboard)
    {
        foreach (var panel in dashboard.GetProperty("panels").EnumerateArray())
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return new DashboardQuery($"{file}: {panel.GetProperty("title")}", target.GetProperty("query").GetString()!);
            }
        }

        foreach (var variable in dashboard.GetProperty("templating").GetProperty("list").EnumerateArray())
        {
            yield return new DashboardQuery($"{file}: ${variable.GetProperty("name")}", variable.GetProperty("query").GetString()!);
        }
    }
}
