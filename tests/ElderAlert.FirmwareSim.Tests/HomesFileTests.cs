using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Faults;

namespace ElderAlert.FirmwareSim.Tests;

public sealed class HomesFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_EveryField_IsUnderstood()
    {
        File.WriteAllText(_file, """
            [ { "id": "h7", "latitude": 29.59, "longitude": 120.83, "devices": [
                { "id": "w7", "type": "fallWearable", "key": "k", "position": "wrist", "room": "卧室" },
                { "id": "g7", "type": "gateway", "key": "k" },
                { "id": "b7", "type": "pendant", "gateway": "g7", "externalName": "b/7", "buttonIsSos": true,
                  "faults": [ { "kind": "networkLoss", "after": "00:05:00", "for": "00:02:00" } ] } ] } ]
            """);

        var home = Assert.Single(HomesFile.Read(_file));

        Assert.Equal(("h7", 29.59, 120.83), (home.Id, home.Latitude, home.Longitude));
        Assert.Equal((SimulatedDeviceType.FallWearable, WearPosition.Wrist, "卧室"), (home.Devices[0].Type, home.Devices[0].Position, home.Devices[0].Room));
        Assert.Equal(("g7", "b/7", true), (home.Devices[2].Gateway, home.Devices[2].ExternalName, home.Devices[2].ButtonIsSos));
        Assert.Equal(new Fault(FaultKind.NetworkLoss, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2)), Assert.Single(home.Devices[2].Faults));
        HomesCheck.Check([home]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""[ { "id": "h" } ]""")]
    [InlineData("""[ { "id": "h", "devices": [ { "id": "d", "type": "toaster" } ] } ]""")]
    [InlineData("""[ { "id": "h", "devices": [ { "id": "d", "type": 3 } ] } ]""")]
    [InlineData("""[ { "id": "h", "devices": [ { "id": null, "type": "pendant" } ] } ]""")]
    [InlineData("""[ { "id": "h", "devices": [ { "id": "d", "type": "pendant", "kye": "k" } ] } ]""")]
    public void Read_NotAsDescribed_NamesTheFile(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Contains(_file, Assert.Throws<FormatException>(() => HomesFile.Read(_file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no key", "needs a key")]
    [InlineData("topic in id", "cannot be a device id")]
    [InlineData("twice", "used twice")]
    [InlineData("foreign gateway", "not in this home")]
    [InlineData("no name", "needs an external name")]
    [InlineData("wearable behind gateway", "has no gateway")]
    [InlineData("fault that does not fit", "cannot have the fault")]
    public void Check_HomesThatDoNotFitTogether_SaysWhy(string mistake, string why)
    {
        var exception = Assert.Throws<ArgumentException>(() => HomesCheck.Check([Mistaken(mistake)]));

        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1883)]
    [InlineData(-1, 1883)]
    [InlineData(double.NaN, 1883)]
    [InlineData(1, 0)]
    [InlineData(1, 70_000)]
    public void Checked_OptionOutOfRange_IsRefused(double pace, int port) =>
        Assert.Throws<ArgumentException>(() => new SimulationOptions(new BrokerAddress("127.0.0.1", port), []) { Pace = pace }.Checked());

    private static SimulatedHome Mistaken(string mistake)
    {
        var gateway = new SimulatedDevice("g", SimulatedDeviceType.Gateway) { Key = "k" };
        var behind = new SimulatedDevice("d", SimulatedDeviceType.Pendant) { Gateway = "g", ExternalName = "n" };
        return new SimulatedHome("h", mistake switch
        {
            "no key" => [gateway with { Key = null }],
            "topic in id" => [gateway with { Id = "a/b" }],
            "twice" => [gateway, behind, behind],
            "foreign gateway" => [behind],
            "no name" => [gateway, behind with { ExternalName = null }],
            "wearable behind gateway" => [gateway, behind with { Type = SimulatedDeviceType.FallWearable }],
            "fault that does not fit" => [gateway, behind with { Faults = [new Fault(FaultKind.WrongClock, TimeSpan.Zero)] }],
            _ => throw new ArgumentOutOfRangeException(nameof(mistake)),
        });
    }
}
