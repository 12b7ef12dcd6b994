namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Storage</c>: where the journal, the directory and the server's own keys are kept.</summary>
internal sealed record StorageOptions
{
    /// <summary>Folder of the SQLite files, the telemetry spool and the cookie keys; made if it is missing. Default <c>data</c> in the working directory.</summary>
    public string Path { get; init; } = "data";

    /// <summary>Connection string of a PostgreSQL server. This version stores in SQLite only and refuses the key rather than ignoring it.</summary>
    public string? PostgreSql { get; init; }

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
    }
}
