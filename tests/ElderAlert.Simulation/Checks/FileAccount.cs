using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Simulation.Checks;

/// <summary>What is on file, as the simulation saw it being committed: an account of its own beside the engine's.</summary>
internal sealed class FileAccount
{
    private readonly Dictionary<(string Type, string Key), DirectoryItem> _items = [];
    private readonly HashSet<string> _removedDevices = [];

    public T? Find<T>(string key)
        where T : DirectoryItem => (T?)_items.GetValueOrDefault((typeof(T).Name, key));

    public IEnumerable<T> Of<T>()
        where T : DirectoryItem => _items.Values.OfType<T>();

    /// <summary>Whether there was a time without this device on file.</summary>
    public bool WasMissing(DeviceId device) => _removedDevices.Contains(device.Value) || Find<Device>(device.Value) is null;

    /// <summary>Whether a home's alarms are tests at that time.</summary>
    public bool IsTested(HouseholdId household, DateTimeOffset at) => at < Find<TestMode>(household.Value)?.Until;

    /// <summary>A row was written or removed.</summary>
    /// <param name="change">Which.</param>
    /// <param name="written">What the transaction wrote; each row is taken from it as it is told of.</param>
    public void Take(DirectoryChanged change, List<DirectoryItem> written)
    {
        var key = (change.Type, change.Key);
        if (change.Deleted)
        {
            _items.Remove(key);
            _removedDevices.Add(change.Type == nameof(Device) ? change.Key : "");
        }
        else if (written.FindIndex(item => item.GetType().Name == change.Type && item.Key == change.Key) is >= 0 and var at)
        {
            // A row that a later edit of the same transaction removes again is not written at all.
            _items[key] = written[at];
            written.RemoveAt(at);
        }
    }
}
