namespace ElderAlert.Storage.Tests;

/// <summary>A folder of its own, gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("elderalert-storage-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Whether the bytes occur in any file of the folder, but for the lock file, which is empty and cannot be opened.</summary>
    public bool Contains(ReadOnlySpan<byte> bytes)
    {
        foreach (var file in Directory.GetFiles(Path).Where(f => System.IO.Path.GetFileName(f) != "journal.lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            if (copy.ToArray().AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
