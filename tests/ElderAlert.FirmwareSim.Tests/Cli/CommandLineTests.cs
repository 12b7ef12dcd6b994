using System.CommandLine;
using ElderAlert.FirmwareSim.Cli;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Press_RealBroker_EndsWhenTheCallIsAcknowledged()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var listener = await Listener.StartAsync(broker.Port);

        var (code, output, _) = await RunAsync("press", "--device", "p1", "--key", "k", "--long", "--broker", $"127.0.0.1:{broker.Port}");

        Assert.Equal(0, code);
        await Eventually.TrueAsync(() => listener.Signals.Count() == 2, "call and cancel");
        Assert.Contains("\"kind\":\"sos\"", output, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"cancel\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--broker", "127.0.0.1:99999")]
    [InlineData("--broker", ":1883")]
    [InlineData("--broker", "127.0.0.1:x")]
    public async Task Press_AddressNotUnderstood_IsRefused(params string[] broker)
    {
        var (code, _, error) = await RunAsync(["press", "--device", "p1", "--key", "k", .. broker]);

        Assert.Equal(1, code);
        Assert.Contains("is not host:port", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Press_WithoutKey_IsRefused() => Assert.Equal(1, (await RunAsync("press", "--device", "p1")).Code);

    [Fact]
    public async Task Run_BrokenHomes_SaysWhatIsWrong()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """[ { "id": "h", "devices": [ { "id": "d", "type": "pendant" } ] } ]""");

        var (code, _, error) = await RunAsync("run", "--homes", file);

        Assert.Equal(1, code);
        Assert.Contains("device d connects itself and needs a key", error, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        var code = await CommandLine.Build(TimeProvider.System).Parse(arguments).InvokeAsync(configuration);
        return (code, output.ToString(), error.ToString());
    }
}
