using Xunit.Runner.InProc.SystemConsole;

namespace ElderAlert.Storage.Tests;

internal static class Program
{
    /// <summary>Runs the tests; or, when asked to append, is the victim of <see cref="Sqlite.SqliteTortureTests"/>.</summary>
    private static async Task<int> Main(string[] args) => args is [Sqlite.Appender.Verb, var folder]
        ? await Sqlite.Appender.RunAsync(folder)
        : await ConsoleRunner.Run(args);
}
