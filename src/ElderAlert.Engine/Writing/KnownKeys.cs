using ElderAlert.Domain;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Writing;

/// <summary>Which signals and requests have been carried out before, as far as a batch asked.</summary>
/// <param name="works">How many pieces of work ask; most are signals.</param>
internal sealed class KnownKeys(int works)
{
    private readonly Dictionary<SignalKey, IncidentId?> _signals = new(works);
    private readonly Dictionary<RequestKey, RequestOutcome> _requests = [];

    public HashSet<SignalKey> WantedSignals { get; } = new(works);

    public HashSet<RequestKey> WantedRequests { get; } = [];

    public HashSet<IncidentId> WantedIncidents { get; } = [];

    public bool TryGet(SignalKey key, out IncidentId? incident) => _signals.TryGetValue(key, out incident);

    public RequestOutcome? Find(RequestKey? key) => key is { } known ? _requests.GetValueOrDefault(known) : null;

    public void Add(SignalKey key, IncidentId? incident) => _signals[key] = incident;

    public void Add(RequestKey key, RequestOutcome outcome) => _requests[key] = outcome;

    /// <summary>Looks up in the store what was wanted. What an earlier request led to is wanted too: it may be closed by now.</summary>
    public async ValueTask LookUpAsync(IJournal journal, CancellationToken cancellation)
    {
        if (WantedSignals.Count > 0)
        {
            foreach (var (key, incident) in await journal.FindSignalsAsync(WantedSignals, cancellation))
            {
                _signals[key] = incident;
            }
        }

        if (WantedRequests.Count > 0)
        {
            foreach (var (key, outcome) in await journal.FindRequestsAsync(WantedRequests, cancellation))
            {
                _requests[key] = outcome;
                if (outcome.Incident is { } incident)
                {
                    WantedIncidents.Add(incident);
                }
            }
        }
    }
}
