using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// Which signals have been taken. They lie in the table <c>signal</c> in the order of device and id, where each device of a batch would change a
/// page of its own; so new ones are first written one after another into a recent table, known by heart, and filed from there in the order
/// of their key, a few with each later batch. There are two such tables: one fills while the other empties.
/// </summary>
/// <remarks>
/// A signal is in a recent table or filed, for some time in both, and committed with its batch in either. What is known by heart is as of the
/// last commit: after a failure this is thrown away with its connection, and read anew.
/// </remarks>
internal sealed class SignalInbox : IDisposable
{
    private readonly int _capacity;
    private readonly DirectStatement _find;
    private readonly DirectStatement _file;
    private readonly FiledIds _filed;
    private readonly HashSet<SignalKey> _absent = [];
    private RecentSignals _filling;
    private RecentSignals _emptying;

    /// <param name="connection">The one that writes.</param>
    /// <param name="capacity">How many signals are recent before they are filed.</param>
    public SignalInbox(SqliteConnection connection, int capacity)
    {
        _capacity = capacity;
        _find = new(connection, "SELECT incident FROM signal WHERE device = ?1 AND id = ?2");
        // After a start some are filed that a recent table still has.
        _file = new(connection, "INSERT INTO signal VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING");
        _filed = new(connection);
        _filling = new(connection, "recent_signal_a");
        _emptying = new(connection, "recent_signal_b");
    }

    /// <summary>Learns what is recent. Once, before anything else.</summary>
    public void Load()
    {
        _filling.Load();
        _emptying.Load();
        if (_filling.Count > _emptying.Count)
        {
            (_filling, _emptying) = (_emptying, _filling);
        }

        _emptying.Sort();
    }

    /// <summary>Which of these are in the inbox, with their incident.</summary>
    public Dictionary<SignalKey, IncidentId?> Find(IReadOnlyCollection<SignalKey> keys)
    {
        var found = new Dictionary<SignalKey, IncidentId?>();
        _absent.Clear();
        foreach (var key in keys)
        {
            if (TryFind(key, out var incident))
            {
                found[key] = incident;
            }
            else
            {
                _absent.Add(key);
            }
        }

        return found;
    }

    /// <summary>Takes signals in and files some of those before them, within the transaction under way.</summary>
    /// <exception cref="JournalException">One of them is in the inbox already.</exception>
    public void Add(IReadOnlyList<SignalRow> signals)
    {
        foreach (var taken in signals)
        {
            var key = new SignalKey(taken.Signal.Device, taken.Signal.Id);
            // Most have just been looked for.
            if (!_absent.Remove(key) && TryFind(key, out _))
            {
                throw new JournalException($"The inbox refused signal {key.Id} of {key.Device}: a device's signal is taken once.");
            }

            _filling.Add(key, taken.Centre, taken.Incident, taken.Position, StoredTime.Of(taken.Signal.ReceivedAt));
        }

        // A little faster than they come, so that the one is empty before the other is full.
        _emptying.File(_file, _filed, signals.Count + (signals.Count + 3) / 4);
        if (_filling.Count >= _capacity && _emptying.Count == 0)
        {
            (_filling, _emptying) = (_emptying, _filling);
            _emptying.Sort();
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _file.Dispose();
        _filed.Dispose();
        _filling.Dispose();
        _emptying.Dispose();
    }

    private bool TryFind(SignalKey key, out IncidentId? incident)
    {
        if (_filling.TryFind(key, out incident) || _emptying.TryFind(key, out incident))
        {
            return true;
        }

        var filed = default(string);
        var isFiled = _filed.MayHave(key) && _find.TryFind(static row => row.Text(0), out filed, key.Device.Value, key.Id);
        incident = filed is null ? null : new IncidentId(filed);
        return isFiled;
    }
}
