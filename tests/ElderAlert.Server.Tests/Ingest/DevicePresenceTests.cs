using ElderAlert.Domain;
using ElderAlert.Server.Ingest;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>Whether a device is there, where the way by which it is heard may break.</summary>
public sealed class DevicePresenceTests
{
    private static readonly DeviceId Radar = new("radar");
    private readonly DevicePresence _presence = new();
    private readonly List<bool> _changes = [];

    public DevicePresenceTests() => _presence.Changed += (_, online) => _changes.Add(online);

    [Fact]
    public void WayBreaksAndIsMended_DeviceIsAsItWas()
    {
        _presence.Heard(Radar, online: true, DateTimeOffset.UnixEpoch);

        _presence.CutOff(Radar);
        _presence.Mended(Radar);

        Assert.Equal([true, false, true], _changes);
    }

    [Fact]
    public void WayIsMended_DeviceThatHadGoneBefore_StaysAway()
    {
        _presence.Heard(Radar, online: false, DateTimeOffset.UnixEpoch);

        _presence.CutOff(Radar);
        _presence.Mended(Radar);

        Assert.Equal([false], _changes);
    }

    [Fact]
    public void WayBreaks_DeviceWithAConnectionOfItsOwn_IsThere()
    {
        _presence.Connected(Radar, "c-1", DateTimeOffset.UnixEpoch);

        _presence.CutOff(Radar);

        Assert.Equal([true], _changes);
    }

    [Fact]
    public void WayIsBroken_DeviceIsHeardAllTheSame_IsThere()
    {
        _presence.Heard(Radar, online: true, DateTimeOffset.UnixEpoch);
        _presence.CutOff(Radar);

        _presence.Heard(Radar, online: null, DateTimeOffset.UnixEpoch);

        Assert.Equal([true, false, true], _changes);
    }

    [Fact]
    public void GatewayReached_IsThere_UnlessItsBrokerSaidOtherwise()
    {
        _presence.Reached(Radar);
        _presence.Heard(Radar, online: false, DateTimeOffset.UnixEpoch);
        _presence.Reached(Radar);

        Assert.Equal([true, false], _changes);
    }
}
