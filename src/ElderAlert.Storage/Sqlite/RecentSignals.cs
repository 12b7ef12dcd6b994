using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>One of the inbox's two recent tables, and what is in it.</summary>
internal sealed class RecentSignals : IDisposable
{
    private readonly Statement _load;
    private readonly DirectStatement _append;
    private readonly DirectStatement _empty;
    private readonly List<Row> _rows = [];
    private readonly Dictionary<SignalKey, int> _places = [];
    private int[] _order = [];
    private int _filed;

    public RecentSignals(SqliteConnection connection, string table)
    {
        _load = new(connection, $"SELECT device, id, centre, incident, position, received_at FROM {table}");
        _append = new(connection, $"INSERT INTO {table} VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
        // All at once: its pages are given back without a look at the rows.
        _empty = new(connection, $"DELETE FROM {table}");
    }

    public int Count => _rows.Count;

    /// <summary>Learns by heart what the table has.</summary>
    public void Load()
    {
        using var rows = _load.Query();
        while (rows.Read())
        {
            Remember(new(
                new(new DeviceId(rows.GetString(0)), rows.GetString(1)),
                rows.GetString(2),
                rows.IsDBNull(3) ? null : rows.GetString(3),
                rows.GetInt64(4),
                rows.GetInt64(5)));
        }
    }

    public bool TryFind(SignalKey key, out IncidentId? incident)
    {
        var isHere = _places.TryGetValue(key, out var place);
        incident = isHere && _rows[place].Incident is { } id ? new IncidentId(id) : null;
        return isHere;
    }

    public void Add(SignalKey key, CentreId centre, IncidentId? incident, long position, long receivedAt)
    {
        var row = new Row(key, centre.Value, incident?.Value, position, receivedAt);
        _append.Execute(key.Device.Value, key.Id, row.Centre, row.Incident, position, receivedAt);
        Remember(row);
    }

    /// <summary>Puts them in the order in which they are filed: those of a device side by side, as they came.</summary>
    public void Sort() => _order =
    [
        .. Enumerable.Range(0, _rows.Count)
            .GroupBy(place => _rows[place].Key.Device.Value, StringComparer.Ordinal)
            .OrderBy(device => device.Key, StringComparer.Ordinal)
            .SelectMany(device => device),
    ];

    /// <summary>Files the next of the sorted ones; after the last the table is empty.</summary>
    /// <param name="file">Takes a row's columns.</param>
    /// <param name="filed">Hears of each.</param>
    /// <param name="most">How many at most.</param>
    public void File(DirectStatement file, FiledIds filed, int most)
    {
        for (; most > 0 && _filed < _order.Length; most--)
        {
            var (key, centre, incident, position, receivedAt) = _rows[_order[_filed++]];
            file.Execute(key.Device.Value, key.Id, centre, incident, position, receivedAt);
            filed.Add(key);
        }

        if (_rows.Count > 0 && _filed == _order.Length)
        {
            _empty.Execute();
            _rows.Clear();
            _places.Clear();
            _order = [];
            _filed = 0;
        }
    }

    public void Dispose()
    {
        _load.Dispose();
        _append.Dispose();
        _empty.Dispose();
    }

    private void Remember(Row row)
    {
        _places[row.Key] = _rows.Count;
        _rows.Add(row);
    }

    private readonly record struct Row(SignalKey Key, string Centre, string? Incident, long Position, long ReceivedAt);
}
