namespace ElderAlert.Simulation.Disk;

/// <summary>Where short-lived folders go: a memory file system where there is one.</summary>
internal static class MemoryFiles
{
    private const string SharedMemory = "/dev/shm";

    private static readonly string Root = Path.Combine(
        Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), $"elderalert-simulation-{Environment.ProcessId}");

    public static string NewFolder(string prefix)
    {
        var folder = Path.Combine(Root, prefix + Path.GetRandomFileName());
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Takes everything of this process away.</summary>
    public static void Clear()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
