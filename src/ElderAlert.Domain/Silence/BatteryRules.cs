using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Silence;

/// <summary>What a battery reading or reminder amounts to.</summary>
public enum BatteryNews
{
    None,

    /// <summary>The measured charge is low, and the device has not said so.</summary>
    Low,

    /// <summary>It is still low, a day later.</summary>
    StillLow,

    /// <summary>It has been charged or replaced.</summary>
    Good,
}

/// <summary>Low batteries are told daily until they are charged or replaced.</summary>
public static class BatteryRules
{
    /// <summary>What a measured charge says.</summary>
    public static BatteryNews Read(DeviceWatch watch, double percent, BatteryLimits limits)
    {
        if (watch.BatteryLowSince is null)
        {
            return percent <= limits.LowPercent ? BatteryNews.Low : BatteryNews.None;
        }

        return percent >= limits.GoodPercent ? BatteryNews.Good : BatteryNews.None;
    }

    /// <summary>Whether it is time to tell again.</summary>
    public static BatteryNews Remind(DeviceWatch watch, BatteryLimits limits, DateTimeOffset now) =>
        watch.BatteryLowSince is not null && now - watch.BatteryToldAt >= limits.RemindAfter ? BatteryNews.StillLow : BatteryNews.None;

    /// <summary>The device after a signal of its own about its battery.</summary>
    public static DeviceWatch After(DeviceWatch watch, Signal signal) => signal switch
    {
        { Kind: SignalKind.BatteryLow, State: SignalState.Active } => Told(watch, signal.ReceivedAt),
        { Kind: SignalKind.BatteryLow, State: SignalState.Clear } => Cleared(watch),
        _ => watch,
    };

    /// <summary>The low battery was told.</summary>
    public static DeviceWatch Told(DeviceWatch watch, DateTimeOffset at) =>
        watch with { BatteryLowSince = watch.BatteryLowSince ?? at, BatteryToldAt = at };

    /// <summary>The battery is good again.</summary>
    public static DeviceWatch Cleared(DeviceWatch watch) => watch with { BatteryLowSince = null, BatteryToldAt = null };
}
