namespace ElderAlert.Storage;

/// <summary>Files that nobody but their owner may read: ids and measurements of a home tell about the people in it.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for writing, shared with nobody; one that is made is made with mode 0600.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes the file where there is none, and takes other people's rights from one of an earlier version.</summary>
    public static void Make(string path)
    {
        if (!File.Exists(path))
        {
            Open(path, FileMode.CreateNew).Dispose();
        }
        else if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
