using ElderAlert.Storage;

namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Storage</c>: where the journal, the directory, telemetry and the server's own keys are kept.</summary>
internal sealed record StorageSettings
{
    /// <summary>Folder of the SQLite files, the telemetry spool and the cookie keys; made if it is missing. Default <c>data</c> in the working directory.</summary>
    public string Path { get; init; } = "data";

    /// <summary>Base64 of the 32 bytes under which the households' keys are wrapped; see <see cref="StorageOptions.MasterKey"/>.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Opens a journal whose keys are gone; see <see cref="StorageOptions.AcceptLostKeys"/>. Default false.</summary>
    public bool AcceptLostKeys { get; init; }

    /// <summary>Connection string of a PostgreSQL server. This version stores in SQLite only and refuses the key rather than ignoring it.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>The same for the store.</summary>
    public StorageOptions ToOptions() => new() { Path = Path, MasterKey = MasterKey, AcceptLostKeys = AcceptLostKeys };

    /// <summary>A file or folder in <see cref="Path"/>.</summary>
    public string Below(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a folder in <see cref="Path"/>, and that one too, for this user's eyes only.</summary>
    public DirectoryInfo CreateFolder(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(Below(name));
        }

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Path, OwnerOnly);
        return Directory.CreateDirectory(Below(name), OwnerOnly);
    }

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
    {
        if (PostgreSql is not null)
        {
            yield return $"{section}:PostgreSql is not available in this version; remove it and set {section}:Path.";
        }

        if (File.Exists(Path))
        {
            yield return $"{section}:Path must be a folder, but there is a file of that name.";
        }

        if (MasterKey is not null && !(Convert.TryFromBase64String(MasterKey, new byte[64], out var size) && size == 32))
        {
            yield return $"{section}:MasterKey must be base64 of 32 random bytes, for example from: openssl rand -base64 32.";
        }
    }
}
