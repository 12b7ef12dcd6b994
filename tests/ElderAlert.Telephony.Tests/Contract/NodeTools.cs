using System.Diagnostics;

namespace ElderAlert.Telephony.Tests.Contract;

/// <summary>
/// Prism and the twilio package, installed once with npm from the lock file in <c>prism/</c>. Where something is missing the test is skipped and says
/// what; in CI that is a failure.
/// </summary>
internal static class NodeTools
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static string Root { get; } = FindRoot();

    /// <summary>The folder with the installed packages.</summary>
    public static string Folder => Path.Combine(Root, "tests", "ElderAlert.Telephony.Tests", "prism");

    /// <summary>Twilio's OpenAPI document, from <c>ELDERALERT_CONTRACTS</c> or beside the repository.</summary>
    public static string OpenApi()
    {
        var folder = Environment.GetEnvironmentVariable("ELDERALERT_CONTRACTS") ?? Path.Combine(Root, "..", "shared", "contracts");
        var file = Path.GetFullPath(Path.Combine(folder, "twilio-messages-calls.openapi.json"));
        Require(File.Exists(file), $"Twilio's OpenAPI is not at {file}; set ELDERALERT_CONTRACTS to its folder.");
        return file;
    }

    /// <summary>Installs the packages, unless they are there.</summary>
    public static async Task InstallAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@stoplight", "prism-cli")))
            {
                Require(await RunAsync("npm", "ci --no-audit --no-fund --loglevel=error") is (0, _), $"npm ci failed in {Folder}: Node.js with npm is needed.");
            }
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

    public static void Require(bool isThere, string otherwise)
    {
        if (!isThere)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", otherwise);
            Assert.Fail(otherwise);
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
