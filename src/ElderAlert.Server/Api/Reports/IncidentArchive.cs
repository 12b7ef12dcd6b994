using System.Runtime.CompilerServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Api.Reports;

/// <summary>A centre's incidents by the time of their opening, as the store lists them.</summary>
internal static class IncidentArchive
{
    private const int Page = 200;

    /// <summary>Back from the newest until they are too old; the store keeps them in the order of opening.</summary>
    /// <param name="journal">The store.</param>
    /// <param name="centre">Whose.</param>
    /// <param name="since">Opened at or after.</param>
    /// <param name="until">Opened before.</param>
    /// <param name="findAsync">The incident of an id.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async IAsyncEnumerable<Incident> OpenedAsync(
        IJournal journal,
        CentreId centre,
        DateTimeOffset since,
        DateTimeOffset until,
        Func<IncidentId, ValueTask<Incident?>> findAsync,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        IncidentId? before = null;
        while (true)
        {
            var page = await journal.ListIncidentsAsync(centre, before, Page, cancellation);
            foreach (var id in page)
            {
                if (await findAsync(id) is not { } incident)
                {
                    continue;
                }

                if (incident.OpenedAt < since)
                {
                    yield break;
                }

                if (incident.OpenedAt < until)
                {
                    yield return incident;
                }
            }

            if (page.Count < Page)
            {
                yield break;
            }

            before = page[^1];
        }
    }
}
