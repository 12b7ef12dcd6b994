using ElderAlert.FirmwareSim.World;
using ElderAlert.FirmwareSim.Zigbee;

namespace ElderAlert.FirmwareSim.Recordings;

/// <summary>
/// Lets Zigbee devices say, field for field, what real ones of their type were recorded saying. Each device keeps to one recorded model for life.
/// For what nobody recorded of that model another voice speaks.
/// </summary>
internal sealed class RecordedVoice : IZigbeeVoice
{
    private readonly ILookup<SimulatedDeviceType, RecordedPayload> _payloads;
    private readonly IZigbeeVoice _otherwise;
    private readonly int _seed;
    private int _turn;

    /// <param name="payloads">What was recorded.</param>
    /// <param name="otherwise">Speaks where nothing fits.</param>
    /// <param name="seed">Decides which device is which model.</param>
    public RecordedVoice(IEnumerable<RecordedPayload> payloads, IZigbeeVoice otherwise, int seed)
    {
        (_otherwise, _seed) = (otherwise, seed);
        _payloads = payloads.ToLookup(payload => payload.Type);
    }

    public byte[] Say(SimulatedDevice device, ZigbeeReport report)
    {
        var model = ModelOf(device);
        var fitting = _payloads[device.Type].Where(payload => payload.Model == model && payload.Fits(report)).ToList();
        return fitting.Count == 0 ? _otherwise.Say(device, report) : fitting[_turn++ % fitting.Count].Bytes;
    }

    /// <summary>One of the models that were recorded raising an alarm, or where no model of the type does, one of all.</summary>
    private string? ModelOf(SimulatedDevice device)
    {
        var usable = _payloads[device.Type].Where(payload => !payload.NeedsRegistration || device.ButtonIsSos).ToList();
        var alarming = usable.Where(payload => payload.Occasion == ZigbeeOccasion.Alarm).ToList();
        var models = (alarming.Count > 0 ? alarming : usable).Select(payload => payload.Model).Distinct(StringComparer.Ordinal).ToList();
        return models.Count == 0 ? null : Seeds.For(_seed, device.Id, "model").Pick(models);
    }
}
