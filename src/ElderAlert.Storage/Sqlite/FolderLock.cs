using System.Globalization;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// Holds the folder for one writing process: two would both believe that the next position is theirs. The operating system
/// lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = "journal.lock";

    /// <summary>Beside the lock file, which nobody else can open while it is held.</summary>
    private const string OwnerFileName = "journal.pid";
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="JournalException">Another process holds it.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var owner = Path.Combine(folder, OwnerFileName);
        var file = Open(path, owner);
        try
        {
            using var written = new StreamWriter(OwnerOnlyFile.Open(owner, FileMode.Create));
            written.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new FolderLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path, string owner)
    {
        try
        {
            return OwnerOnlyFile.Open(path, FileMode.OpenOrCreate);
        }
        catch (IOException e) when (File.Exists(path))
        {
            var holder = File.Exists(owner) ? $"process {File.ReadAllText(owner)}" : "another process";
            throw new JournalException(
                $"{Path.GetDirectoryName(path)} is in use by {holder}. Stop it, or give this server a folder of its own (ElderAlert:Storage:Path).",
                e);
        }
    }
}
