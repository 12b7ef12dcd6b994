using ElderAlert.FirmwareSim.World;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Simulation.Disk;

/// <summary>
/// The folder of the SQLite store, on a memory file system where there is one: what a fsync costs is left out, what it promises is not.
/// A crash leaves the bytes that a real disk could leave behind, so that SQLite's own recovery runs.
/// </summary>
internal sealed class StoreFolder : IDisposable
{
    private const string Journal = "journal.db";
    private const string Wal = "journal.db-wal";
    private const string Keys = "keys.db";
    private const int Sector = 512;
    private const int WalHeader = 32;

    private readonly Random _random;
    private readonly string _root;
    private int _generation;

    /// <param name="template">A folder with an empty store.</param>
    /// <param name="random">Draws which sectors reached the disk.</param>
    public StoreFolder(string template, Random random)
    {
        _random = random;
        _root = MemoryFiles.NewFolder("run-");
        Path = NewGeneration();
        foreach (var file in Directory.EnumerateFiles(template))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    /// <summary>Where the store is now.</summary>
    public string Path { get; private set; }

    public string JournalFile => System.IO.Path.Combine(Path, Journal);

    /// <summary>Makes an empty store once for a process: every run begins with a copy of it.</summary>
    public static string MakeTemplate()
    {
        var folder = MemoryFiles.NewFolder("template-");
        SqliteJournal.Open(new StorageOptions { Path = folder }).Dispose();
        return folder;
    }

    /// <summary>The WAL as it lies there now.</summary>
    public byte[] ReadWal() => Read(System.IO.Path.Combine(Path, Wal));

    /// <summary>
    /// The machine lost its power. What had been synced is there; of what was being written since, any sector may be there, missing or
    /// garbled. SQLite syncs a new WAL's header before the frames that follow it.
    /// </summary>
    /// <param name="syncedWal">The WAL when it was last synced; null where nothing has been written since.</param>
    public void LosePower(byte[]? syncedWal)
    {
        var old = Path;
        var written = syncedWal is null ? [] : ReadWal();
        Path = NewGeneration();
        foreach (var file in (ReadOnlySpan<string>)[Journal, Keys, Wal])
        {
            if (File.Exists(System.IO.Path.Combine(old, file)))
            {
                File.Copy(System.IO.Path.Combine(old, file), System.IO.Path.Combine(Path, file));
            }
        }

        if (syncedWal is not null && !syncedWal.AsSpan().SequenceEqual(written))
        {
            File.WriteAllBytes(System.IO.Path.Combine(Path, Wal), Tear(syncedWal, written));
        }
    }

    /// <summary>The WAL is gone, although it was synced: a disk never does this, a planted bug does.</summary>
    public void LoseWal() => File.Delete(System.IO.Path.Combine(Path, Wal));

    /// <summary>Takes away what an earlier life of the server has left; its journal is closed by now.</summary>
    public void RemoveOldGenerations()
    {
        foreach (var folder in Directory.EnumerateDirectories(_root).Where(folder => folder != Path).ToList())
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private byte[] Tear(byte[] synced, byte[] written)
    {
        var torn = (byte[])written.Clone();
        var arrives = _random.NextDouble();
        for (var at = 0; at < torn.Length; at += Sector)
        {
            var sector = torn.AsSpan(at, Math.Min(Sector, torn.Length - at));
            var before = at < synced.Length ? synced.AsSpan(at, Math.Min(Sector, synced.Length - at)) : [];
            if (before.SequenceEqual(sector) || _random.Happens(arrives))
            {
                continue;
            }

            if (_random.Happens(0.5))
            {
                sector.Clear();
            }
            else
            {
                _random.NextBytes(sector);
            }

            // Bytes that were synced stay, even in a sector that is half new: SQLite relies on it (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
            before.CopyTo(sector);
        }

        written.AsSpan(0, Math.Min(WalHeader, written.Length)).CopyTo(torn);
        var length = _random.Happens(0.5) ? torn.Length : Math.Max(synced.Length, _random.Next(torn.Length + 1));
        return torn[..Math.Min(length, torn.Length)];
    }

    private string NewGeneration() => Directory.CreateDirectory(System.IO.Path.Combine(_root, $"{++_generation}")).FullName;

    private static byte[] Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
