using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Notifications;

/// <summary>
/// Whether the providers take anything at all. One wrong number is one person's trouble; when nothing could be handed over for several people
/// in a row, nobody hears of anything any more, and whoever sits at a console must know.
/// </summary>
internal sealed class HandoverRecord
{
    private const int LeastAttempts = 3;
    private const int LeastPeople = 2;

    /// <summary>After so long without another attempt nobody knows.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<CentreId, Row> _rows = [];

    /// <summary>A provider has taken a message or a call.</summary>
    public void Taken(CentreId centre)
    {
        lock (_gate)
        {
            _rows.Remove(centre);
        }
    }

    /// <summary>One could not be handed over, or nobody knows whether it was.</summary>
    public void NotTaken(CentreId centre, RecipientRef recipient, DateTimeOffset now)
    {
        lock (_gate)
        {
            var row = _rows.TryGetValue(centre, out var before) && now - before.Last < Lasts ? before : new Row([], 0, now);
            row.People.Add(recipient);
            _rows[centre] = row with { Attempts = row.Attempts + 1, Last = now };
        }
    }

    /// <summary>Whether nothing goes out for a centre.</summary>
    public bool IsFailing(CentreId centre, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _rows.TryGetValue(centre, out var row) && row.Attempts >= LeastAttempts && row.People.Count >= LeastPeople && now - row.Last < Lasts;
        }
    }

    private sealed record Row(HashSet<RecipientRef> People, int Attempts, DateTimeOffset Last);
}
