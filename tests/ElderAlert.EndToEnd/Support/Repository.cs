namespace ElderAlert.EndToEnd.Support;

/// <summary>Where things are in a checkout.</summary>
internal static class Repository
{
    /// <summary>The folder of ElderAlert.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The server that was built together with these tests, in its own folder, where its pages lie beside it.</summary>
    public static string ServerAssembly => Path.Combine(
        Root, "src", "ElderAlert.Server", "bin", Configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "ElderAlert.Server.dll");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("ElderAlert.sln is in no folder above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }
}
