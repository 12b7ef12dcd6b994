using System.Collections.Concurrent;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// The keys of households and centres, all in memory, in step with <see cref="KeyFile"/>. Any thread may look keys up;
/// only the journal's writer makes and destroys them, one call at a time.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    private readonly ConcurrentDictionary<SealingScope, SealingKey> _current;
    private readonly ConcurrentDictionary<long, SealingKey> _all;
    private readonly KeyFile? _file;

    private KeyRing(KeyFile? file, IReadOnlyDictionary<SealingScope, SealingKey> keys)
    {
        _file = file;
        _current = new(keys);
        _all = new(keys.Values.Select(key => KeyValuePair.Create(key.Id, key)));
    }

    /// <summary>Reads the file's keys, and owns it from then on.</summary>
    public static KeyRing Load(KeyFile file)
    {
        try
        {
            return new KeyRing(file, file.Load());
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>No keys and no file: everything sealed reads as erased.</summary>
    public static KeyRing Empty() => new(null, new Dictionary<SealingScope, SealingKey>());

    /// <summary>The key that seals new text of the scope.</summary>
    public SealingKey Current(SealingScope scope) => _current.TryGetValue(scope, out var key)
        ? key
        : throw new InvalidOperationException($"There is no key for {scope}: it must be made before anything is sealed.");

    /// <summary>The key of that id; null once it has been destroyed.</summary>
    public SealingKey? Find(long id) => _all.GetValueOrDefault(id);

    /// <summary>Makes the missing keys. They are on disk before anything sealed under them is.</summary>
    public void Ensure(IEnumerable<SealingScope> scopes)
    {
        List<(SealingScope Scope, SealingKey Key)>? missing = null;
        foreach (var scope in scopes)
        {
            if (!_current.ContainsKey(scope) && missing?.Exists(m => m.Scope == scope) is not true)
            {
                (missing ??= []).Add((scope, SealingKey.Create()));
            }
        }

        if (missing is null)
        {
            return;
        }

        File.Add(missing);
        foreach (var (scope, key) in missing)
        {
            _all[key.Id] = key;
            _current[scope] = key;
        }
    }

    /// <summary>Every scope that has a key.</summary>
    public IEnumerable<SealingScope> Scopes => _current.Keys;

    /// <summary>Destroys the keys that the scopes have, all or none, on disk first. New text of a scope gets a new key.</summary>
    public void Destroy(IEnumerable<SealingScope> scopes)
    {
        var doomed = scopes.Where(_current.ContainsKey).Select(scope => (Scope: scope, Key: _current[scope])).ToList();
        if (doomed.Count == 0)
        {
            return;
        }

        File.Remove([.. doomed.Select(d => d.Key.Id)]);
        foreach (var (scope, key) in doomed)
        {
            _current.TryRemove(scope, out _);
            _all.TryRemove(key.Id, out _);
            key.Dispose();
        }
    }

    /// <summary>Copies the file to one that does not exist yet.</summary>
    public void Backup(string destination) => File.Backup(destination);

    public void Dispose()
    {
        foreach (var key in _all.Values)
        {
            key.Dispose();
        }

        _file?.Dispose();
    }

    private KeyFile File => _file ?? throw new JournalException($"{KeyFile.FileName} is lost: there are no keys to change or to copy.");
}
