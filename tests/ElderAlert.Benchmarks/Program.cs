using System.Globalization;

namespace ElderAlert.Benchmarks;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        if (args is ["engine", ..])
        {
            int[] sizes = [.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
            await EngineThroughput.RunAsync(Size(0, 50_000), Size(1, 5_000), Size(2, 500));
            return;

            int Size(int index, int otherwise) => index < sizes.Length ? sizes[index] : otherwise;
        }

        if (args is ["startup", var verb, var folder, ..])
        {
            await StartUp.RunAsync(verb, folder, args.Length > 3 ? long.Parse(args[3], CultureInfo.InvariantCulture) : 1_000_000);
            return;
        }

        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
