using System.Text;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// The ids that each device has in the table <c>signal</c>, by their hashes. A new signal is in none, and is known for new without a look into a
/// large table; what may be there is looked for. A device is read when it is first asked for; of one that has said very much nothing is known.
/// </summary>
/// <remarks>As the inbox, it is as of the last commit, and thrown away after a failure.</remarks>
internal sealed class FiledIds : IDisposable
{
    /// <summary>More are not read: the alarms of that moment wait for it.</summary>
    private const int MostRead = 500;
    private const int ShortId = 256;

    private readonly int _mostOfADevice;
    private readonly int _most;
    private readonly DirectStatement _read;
    private readonly Dictionary<DeviceId, HashSet<int>?> _devices = [];
    private int _count;

    /// <param name="connection">The one that writes.</param>
    /// <param name="mostOfADevice">One with more is looked for.</param>
    /// <param name="most">Of all devices, at 16 bytes each; with more, all begin anew.</param>
    public FiledIds(SqliteConnection connection, int mostOfADevice = 5_000, int most = 1_000_000)
    {
        (_mostOfADevice, _most) = (mostOfADevice, most);
        _read = new(connection, $"SELECT id FROM signal WHERE device = ?1 LIMIT {Math.Min(MostRead, mostOfADevice) + 1}");
    }

    /// <summary>False where the signal is surely not filed.</summary>
    public bool MayHave(SignalKey key)
    {
        if (!_devices.TryGetValue(key.Device, out var ids))
        {
            ids = Read(key.Device);
            _devices.Add(key.Device, ids);
        }

        return ids is null || ids.Contains(HashOf(key.Id));
    }

    /// <summary>A signal has been filed.</summary>
    public void Add(SignalKey key)
    {
        MakeRoom();
        if (!_devices.TryGetValue(key.Device, out var ids) || ids?.Add(HashOf(key.Id)) is not true)
        {
            return;
        }

        _count++;
        if (ids.Count > _mostOfADevice)
        {
            _devices[key.Device] = null;
            _count -= ids.Count;
        }
    }

    public void Dispose() => _read.Dispose();

    /// <summary>Of the text as it is stored, which has no half characters.</summary>
    private static int HashOf(string id)
    {
        Span<byte> text = stackalloc byte[ShortId];
        return Encoding.UTF8.TryGetBytes(id, text, out var length) ? HashOf(text[..length]) : HashOf(Encoding.UTF8.GetBytes(id));
    }

    private static int HashOf(ReadOnlySpan<byte> id)
    {
        var hash = default(HashCode);
        hash.AddBytes(id);
        return hash.ToHashCode();
    }

    private HashSet<int>? Read(DeviceId device)
    {
        MakeRoom();
        var ids = new HashSet<int>();
        var (rows, most) = (0, Math.Min(MostRead, _mostOfADevice));
        _read.TryFind(row => AddAll(row, ids), out rows, device.Value);
        if (rows > most)
        {
            return null;
        }

        _count += ids.Count;
        return ids;
    }

    private void MakeRoom()
    {
        if (_count >= _most)
        {
            _devices.Clear();
            _count = 0;
        }
    }

    /// <returns>How many rows there are; two ids may have one hash.</returns>
    private static int AddAll(DirectStatement row, HashSet<int> ids)
    {
        var rows = 0;
        do
        {
            ids.Add(HashOf(row.Bytes(0)));
            rows++;
        }
        while (row.Next());

        return rows;
    }
}
