namespace ElderAlert.Server.Tests.House;

/// <summary>The folder that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder with ElderAlert.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A file or folder below the root.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    private static string Find(string folder) => System.IO.File.Exists(Path.Combine(folder, "ElderAlert.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("ElderAlert.sln is in none of the folders above the tests"));
}
