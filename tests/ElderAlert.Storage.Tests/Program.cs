using Xunit.Runner.InProc.SystemConsole;

namespace ElderAlert.Storage.Tests;

internal static class Program
{
    /// <summary>Runs the tests; or, when asked to append or to erase, is the victim of <see cref="Sqlite.SqliteTortureTests"/>.</summary>
    private static async Task<int> Main(string[] args) => args switch
    {
        [Sqlite.Appender.Verb, var folder] => await Sqlite.Appender.RunAsync(folder),
        [Sqlite.Eraser.Verb, var folder] => await Sqlite.Eraser.RunAsync(folder),
        _ => await ConsoleRunner.Run(args),
    };
}
