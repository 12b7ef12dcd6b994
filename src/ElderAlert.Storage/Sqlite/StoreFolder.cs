using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Sqlite;

/// <summary>Opens a store's folder in the order that keeps it safe: the lock, then the keys, then the journal.</summary>
internal static class StoreFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="options">Where, and which master key.</param>
    /// <param name="access">A folder that is only read is neither made, nor locked, nor changed.</param>
    /// <param name="open">Opens the journal: its file, the lock where it is to be written, and the keys.</param>
    public static T Open<T>(StorageOptions options, JournalAccess access, Func<string, FolderLock?, KeyRing, T> open) =>
        SqliteFailure.Guard(options.Path, () =>
        {
            var path = Path.Combine(options.Path, JournalSchema.FileName);
            FolderLock? folder = null;
            KeyRing? keys = null;
            try
            {
                folder = access is JournalAccess.Write ? Lock(options.Path) : null;
                keys = OpenKeys(options, access, path);
                if (access is JournalAccess.Read)
                {
                    SqliteFailure.Guard(path, () => SqliteFile.Open(path, access, schema: JournalSchema.Schema).Dispose());
                }

                return open(path, folder, keys);
            }
            catch
            {
                keys?.Dispose();
                folder?.Dispose();
                throw;
            }
        });

    private static FolderLock Lock(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        return FolderLock.Take(folder);
    }

    private static KeyRing OpenKeys(StorageOptions options, JournalAccess access, string journal)
    {
        // The keys' file is made before the journal's: a journal without it has lost it.
        var lost = File.Exists(journal) && !File.Exists(Path.Combine(options.Path, KeyFile.FileName));
        if (lost && !options.AcceptLostKeys)
        {
            throw new JournalException(
                $"{options.Path} has a journal but no {KeyFile.FileName}: every name and number in it would read as erased. Put the file back, or set ElderAlert:Storage:AcceptLostKeys to true.");
        }

        return lost && access is JournalAccess.Read
            ? KeyRing.Empty()
            : KeyRing.Load(KeyFile.Open(options.Path, MasterKey.Find(options), access));
    }
}
