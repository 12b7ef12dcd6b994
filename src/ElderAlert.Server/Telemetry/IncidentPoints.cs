using System.Text.Json;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Telemetry;

/// <summary>The measurements <c>incident</c> and <c>incident_test</c>: one point for each that is over, behind the dashboards' figures.</summary>
internal static class IncidentPoints
{
    private const string Measurement = "incident";

    /// <summary>Tests have a measurement of their own: nobody hurries for one, and the dashboards' figures are to say how people in danger fared.</summary>
    private const string OfTests = "incident_test";

    /// <summary>Entries of one batch have one time; so many of them stay apart.</summary>
    private const int Apart = 10_000;

    /// <summary>
    /// The point of an incident that this entry resolved. It names no household: a figure of the centre outlives a home's erasure. Made
    /// again, it is the same point.
    /// </summary>
    public static TelemetryPoint Of(Incident incident, JournalEntry resolved)
    {
        var times = IncidentTimes.Of(incident);
        var fields = new Dictionary<string, double>(StringComparer.Ordinal);
        Add("claimSeconds", times.Claim);
        Add("dispatchSeconds", times.Dispatch);
        Add("onSceneSeconds", times.OnScene);
        Add("resolveSeconds", times.Resolve);
        return new TelemetryPoint(
            incident.Marks.HasFlag(IncidentMarks.TestMode) ? OfTests : Measurement,
            incident.Centre,
            Household: null,
            new KeyValuePair<string, string>("lane", Name(incident.Lane)),
            Name(incident.Kind),
            resolved.At.AddTicks(resolved.Position % Apart),
            fields);

        void Add(string field, TimeSpan? took)
        {
            if (took is { } time)
            {
                fields[field] = time.TotalSeconds;
            }
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
