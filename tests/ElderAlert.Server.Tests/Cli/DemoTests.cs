using System.Text;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Server.Cli;
using ElderAlert.Server.Pilot.Demo;
using ElderAlert.Server.Tests.Ingest;

namespace ElderAlert.Server.Tests.Cli;

public sealed class DemoTests
{
    [Fact]
    public async Task Demo_Started_TakesAPressOfTheDevicesThatItPrints_AndRemembersThemNextTime()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("elderalert-demo").FullName;
        try
        {
            var first = await RunAsync(folder, "1");
            var second = await RunAsync(folder, "2");

            Assert.Contains("Putting 45 homes on file", first, StringComparison.Ordinal);
            Assert.DoesNotContain("Putting", second, StringComparison.Ordinal);
            Assert.Contains(DemoSecret.OfFolder(folder).PasswordOf("supervisor"), second, StringComparison.Ordinal);
            using var output = new StringWriter();
            Assert.Equal(0, await CommandLine.RunAsync(["replay", "--data", folder], output, output));
            Assert.Contains("1 incidents", output.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string folder, string signal)
    {
        var output = new StringWriter();
        var printed = TextWriter.Synchronized(output);
        using var stop = new CancellationTokenSource();
        var demo = new Demo(new CliContext([], printed, printed), folder, port: 0, mqttPort: 0, life: null).RunAsync(stop.Token);
        await ReceiverFixture.UntilAsync(() => demo.IsCompleted || output.ToString().Contains("Ctrl+C", StringComparison.Ordinal));

        var text = output.ToString();
        var port = int.Parse(text.Split("mqtt://127.0.0.1:")[1].Split('\n')[0].Trim(), System.Globalization.CultureInfo.InvariantCulture);
        await using (var pendant = await MqttClient.ConnectAsync(new MqttClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            UserName = "h01-pendant",
            Password = Encoding.UTF8.GetBytes(text.Split("-P ")[1].Split(' ')[0]),
        }))
        {
            var payload = Encoding.UTF8.GetBytes($$"""{"id":"{{signal}}","kind":"sos"}""");
            Assert.Equal(
                ReasonCode.Success,
                await pendant.PublishAsync(new ApplicationMessage("ea/v1/h01-pendant/signal", payload, QualityOfService.AtLeastOnce)));
        }

        await stop.CancelAsync();
        Assert.Equal(0, await demo);
        return text;
    }
}
