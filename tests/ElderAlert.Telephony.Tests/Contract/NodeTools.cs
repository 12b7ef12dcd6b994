using System.Diagnostics;

namespace ElderAlert.Telephony.Tests.Contract;

/// <summary>
/// Prism and the twilio package, installed once with npm from the lock file in <c>prism/</c>. Where something is missing the test is skipped and says
/// what; in CI that is a failure.
/// </summary>
internal static class NodeTools
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static readonly string Root = FindRoot();

    /// <summary>The folder with the installed packages.</summary>
    public static string Folder => Path.Combine(Root, "tests", "ElderAlert.Telephony.Tests", "prism");

    /// <summary>Twilio's OpenAPI document, from <c>ELDERALERT_CONTRACTS</c> or beside the repository.</summary>
    public static string OpenApi { get; } = Path.GetFullPath(Path.Combine(
        Environment.GetEnvironmentVariable("ELDERALERT_CONTRACTS") ?? Path.Combine(Root, "..", "shared", "contracts"),
        "twilio-messages-calls.openapi.json"));

    /// <summary>Installs the packages, unless they are there.</summary>
    /// <returns>What is missing; null when all is there.</returns>
    public static async Task<string?> InstallAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            var isThere = Directory.Exists(Path.Combine(Folder, "node_modules", "@stoplight", "prism-cli"))
                || await RunAsync("npm", "ci --no-audit --no-fund --loglevel=error") is (0, _);
            return isThere ? null : $"npm ci failed in {Folder}: Node.js with npm is needed.";
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Runs a program in <see cref="Folder"/> to its end; -1 where there is no such program.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(string program, string arguments)
    {
        try
        {
            using var process = Start(program, arguments);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }

    /// <summary>Starts a program in <see cref="Folder"/> with its streams redirected.</summary>
    public static Process Start(string program, string arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Skips the test where something is missing; in CI the test fails.</summary>
    public static void Require(string? missing)
    {
        if (missing is not null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", missing);
            Assert.Fail(missing);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
