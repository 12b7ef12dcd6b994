namespace ElderAlert.Devices.Payloads;

/// <summary>What a device's "maybe" counts where it gives no number: shown, watched, and raised when nothing moves afterwards.</summary>
internal static class Suspicion
{
    public const double Confidence = 0.3;
}
