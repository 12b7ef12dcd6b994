using ElderAlert.Domain;
using ElderAlert.Engine.Watch;
using ElderAlert.Mqtt.Bridge;

namespace ElderAlert.Server.Ingest;

/// <summary>Tells the pages and the watch whether a bridge stands: without it nothing that it brings can be heard.</summary>
internal sealed class BridgeLine(SilenceWatch watch, DevicePresence presence) : IBridgeObserver
{
    public void Connected(string identity, DateTimeOffset at)
    {
        var gateway = new DeviceId(identity);
        watch.HearWay(gateway, isWhole: true, at);
        presence.Reached(gateway);
        foreach (var device in watch.ComingBy(gateway))
        {
            presence.Mended(device.Id);
        }
    }

    public void Disconnected(string identity, DateTimeOffset at)
    {
        var gateway = new DeviceId(identity);
        watch.HearWay(gateway, isWhole: false, at);
        foreach (var device in watch.ComingBy(gateway))
        {
            presence.CutOff(device.Id);
        }
    }
}
