using System.Globalization;

namespace ElderAlert.Simulation;

/// <summary>The command line.</summary>
/// <param name="Seeds">How many runs.</param>
/// <param name="From">The first seed.</param>
/// <param name="Days">Days of trouble in each run.</param>
/// <param name="Homes">Homes in the town.</param>
/// <param name="Jobs">Processes side by side.</param>
/// <param name="Stride">From one seed to the next.</param>
/// <param name="Trace">Prints everything that happens.</param>
/// <param name="Plant">A bug to put into the server; null for none.</param>
/// <param name="IsWorker">Prints an outcome a line for the process that started it.</param>
internal sealed record SimulationOptions(
    int Seeds = 1,
    int From = 1,
    int Days = 1,
    int Homes = 3,
    int Jobs = 1,
    int Stride = 1,
    bool Trace = false,
    string? Plant = null,
    bool IsWorker = false)
{
    public const string Usage =
        """
        usage: ElderAlert.Simulation [--seeds N] [--from S] [--days D] [--homes H] [--jobs J] [--plant BUG] [--trace]
          --seeds  how many runs (1)            --from   the first seed (1)
          --days   days of trouble a run (1)    --homes  homes in the town (3)
          --jobs   processes side by side (the processors)
          --plant  put a bug into the server, which must be found
          --trace  print everything that happens
        The exit code is 1 when an invariant was broken, 2 when the command line is wrong.
        """;

    /// <exception cref="FormatException">A word is not understood.</exception>
    public static SimulationOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SimulationOptions { Jobs = Environment.ProcessorCount };
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--trace" => options with { Trace = true, Jobs = 1 },
                "--plant" => options with { Plant = i + 1 < args.Count ? args[++i] : throw new FormatException("--plant needs a name") },
                "--worker" => options with { IsWorker = true },
                "--seeds" => options with { Seeds = Number(args, ++i) },
                "--from" => options with { From = Number(args, ++i) },
                "--days" => options with { Days = Number(args, ++i) },
                "--homes" => options with { Homes = Number(args, ++i) },
                "--jobs" => options with { Jobs = Number(args, ++i) },
                "--stride" => options with { Stride = Number(args, ++i) },
                var unknown => throw new FormatException($"{unknown} is not an option"),
            };
        }

        return options;
    }

    /// <summary>The command that repeats one seed.</summary>
    public string Repeating(int seed) => string.Create(
        CultureInfo.InvariantCulture, $"dotnet run -c Release --project tests/ElderAlert.Simulation -- --from {seed} --days {Days} --homes {Homes}{(Plant is null ? "" : $" --plant {Plant}")} --trace");

    private static int Number(IReadOnlyList<string> args, int at) =>
        at < args.Count && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{args[at - 1]} needs a number above 0");
}
