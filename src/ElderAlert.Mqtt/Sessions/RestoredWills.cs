namespace ElderAlert.Mqtt.Sessions;

/// <summary>
/// Wills of clients that were connected, or away for no longer than their delay, when a former process ended. The
/// standard lets them wait until after the restart (3.1.2.5); a client that comes back first takes its will with it.
/// </summary>
internal sealed class RestoredWills
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, PendingWill> _wills = new(StringComparer.Ordinal);

    /// <summary>Adds one, the only one of its client.</summary>
    public void Add(PendingWill will)
    {
        lock (_sync)
        {
            _wills[will.Will.Client.ClientId] = will;
        }
    }

    /// <summary>The client is back; returns its will, which is not to be published. Another identity's client is not it.</summary>
    public Will? Take(string clientId, string identity)
    {
        lock (_sync)
        {
            return _wills.TryGetValue(clientId, out var pending) && pending.Will.Client.Identity == identity && _wills.Remove(clientId)
                ? pending.Will
                : null;
        }
    }

    /// <summary>Removes and returns those whose time has come.</summary>
    public IReadOnlyList<Will> TakeDue(DateTimeOffset now)
    {
        lock (_sync)
        {
            if (_wills.Count == 0)
            {
                return [];
            }

            var due = _wills.Values.Where(pending => pending.DueAt <= now).Select(pending => pending.Will).ToList();
            due.ForEach(will => _wills.Remove(will.Client.ClientId));
            return due;
        }
    }
}
