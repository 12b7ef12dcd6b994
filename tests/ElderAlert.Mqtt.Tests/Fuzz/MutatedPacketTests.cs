using System.Globalization;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Fuzz;

/// <summary>
/// Spoiled packets: whatever comes, the decoder either reads it or names the rule it breaks, and the server goes on.
/// ELDERALERT_FUZZ_PACKETS sets how many (ten million for the long run); the default suits CI.
/// </summary>
public sealed class MutatedPacketTests
{
    private static readonly int s_packets = int.Parse(
        Environment.GetEnvironmentVariable("ELDERALERT_FUZZ_PACKETS") ?? "200000", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public void Decode_Mutated_ReadOrRefusedAndNothingElse(MqttProtocolVersion version)
    {
        var mutations = new PacketMutations(seed: 20261121);
        var (read, refused) = (0, 0);
        for (var i = 0; i < s_packets / 2; i++)
        {
            var bytes = mutations.Next();
            try
            {
                PacketDecoding.Decode(bytes, version);
                read++;
            }
            catch (MqttProtocolException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"{Convert.ToHexString(bytes)} in {version}: {exception}");
            }
        }

        Assert.True(read > 0 && refused > read / 10, $"{read} read, {refused} refused: the mutations do not test anything");
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Serve_Mutated_ConnectionsEndAndTheServerGoesOn(MqttProtocolVersion version)
    {
        await using var host = await MqttHost.StartAsync();
        var mutations = new PacketMutations(seed: 7);
        for (var i = 0; i < Math.Min(s_packets / 200, 20_000); i++)
        {
            using var client = await host.OpenAsync();
            await client.SendAsync(PacketMutations.Connect(version));
            await client.ReadPacketAsync();
            try
            {
                for (var packet = 0; packet < 5; packet++)
                {
                    await client.SendAsync(mutations.Next());
                }
            }
            catch (IOException)
            {
                // Closed in the middle, as it may be.
            }
        }

        await Eventually.TrueAsync(() => host.Server.Deadlines.Count == 0);
        using var last = await host.OpenAsync();
        await last.ConnectAsync(version);
        Assert.Equal(0, host.Server.Budget.Used);
    }
}
