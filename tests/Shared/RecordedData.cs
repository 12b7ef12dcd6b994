namespace ElderAlert.Tests.Shared;

/// <summary>The folder of recorded data, which lies outside the repository.</summary>
internal static class RecordedData
{
    /// <summary>The folder, or null where this computer has none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Skips the test loudly without the data; with CI=true its absence is a failure.</summary>
    public static string Require(string subfolder)
    {
        if (Folder is { } folder && Directory.Exists(Path.Combine(folder, subfolder)))
        {
            return Path.Combine(folder, subfolder);
        }

        const string Why = "no recorded data: set ELDERALERT_DATA, or put it at ../shared/data";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(Why);
        }

        Assert.Skip(Why);
        return "";
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ELDERALERT_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
            {
                var data = Path.GetFullPath(Path.Combine(folder.FullName, "../shared/data"));
                return Directory.Exists(data) ? data : null;
            }
        }

        return null;
    }
}
