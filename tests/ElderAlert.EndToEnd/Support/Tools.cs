namespace ElderAlert.EndToEnd.Support;

/// <summary>Programs that the tests drive. On a laptop without them a test is skipped aloud; in CI it fails.</summary>
internal static class Tools
{
    public const string Python = "/usr/bin/python3";
    public const string Chromium = "/usr/bin/chromium";
    public const string Mosquitto = "/usr/sbin/mosquitto";
    public const string MosquittoPub = "/usr/bin/mosquitto_pub";

    /// <summary>Goes on only where all of these files exist.</summary>
    public static void Require(string package, params string[] files)
    {
        if (Array.Find(files, f => !File.Exists(f) && !Directory.Exists(f)) is not { } missing)
        {
            return;
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{missing} is missing: install {package}");
        Assert.Skip($"{missing} is missing: install {package}");
    }
}
