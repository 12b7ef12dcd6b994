using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Protocol;

public sealed class MalformedCorpusTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.txt").Order())
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
            {
                data.Add(Path.GetFileNameWithoutExtension(file), line);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Receive_BrokenClause_AnswersAndCloses(string file, string line)
    {
        Assert.NotEmpty(file);
        var fields = line.Split('|');
        var version = fields[0] == "5" ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311;
        await using var host = await MqttHost.StartAsync(options => options.MaximumPacketSize = 64 * 1024);
        using var client = await host.OpenAsync();
        if (fields[1] == "open")
        {
            await client.ConnectAsync(version);
        }

        await client.SendHexAsync(fields[4]);

        var answer = await client.ReadToEndAsync();
        Assert.Equal(fields[3] == "close" ? "" : fields[3], BitConverter.ToString(answer).Replace('-', ' '));
        if (fields[1] == "open")
        {
            var (_, cause) = await host.Application.NextDisconnectAsync();
            Assert.False(cause.ByClient);
        }
        else
        {
            await host.Application.NextRefusalAsync();
        }

        using var next = await host.OpenAsync();
        await next.ConnectAsync(version);
    }
}
