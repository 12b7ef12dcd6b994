namespace ElderAlert.Server;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        await builder.Build().RunAsync();
    }
}
