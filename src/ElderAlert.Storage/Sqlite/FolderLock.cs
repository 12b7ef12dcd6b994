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
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="JournalException">Another process holds it.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new FolderLock(file);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new JournalException($"{folder} is in use by {Owner(path)}. Stop it, or give this server a folder of its own (ElderAlert:Storage:Path).", e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Owner(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd() is { Length: > 0 } id ? $"process {id}" : "another process";
    }
}
