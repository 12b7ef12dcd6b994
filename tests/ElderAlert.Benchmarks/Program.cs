using System.Globalization;

namespace ElderAlert.Benchmarks;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        int[] sizes = args is ["engine" or "deadlines", ..] ? [.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [];
        switch (args)
        {
            case ["engine", ..]:
                await EngineThroughput.RunAsync(Size(0, 50_000), Size(1, 5_000), Size(2, 500));
                break;
            case ["deadlines", ..]:
                await DeadlineLoad.RunAsync(Size(0, 10_000), Size(1, 20));
                break;
            case ["startup", var verb, var folder, ..]:
                await StartUp.RunAsync(verb, folder, args.Length > 3 ? long.Parse(args[3], CultureInfo.InvariantCulture) : 1_000_000);
                break;
            default:
                BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                break;
        }

        int Size(int index, int otherwise) => index < sizes.Length ? sizes[index] : otherwise;
    }
}
