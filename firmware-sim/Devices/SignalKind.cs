namespace ElderAlert.FirmwareSim.Devices;

/// <summary>What a device can say in the signal schema; written in camel case.</summary>
internal enum SignalKind
{
    Sos,
    Fall,
    Smoke,
    Gas,
    Co,
    Leak,
    BedExit,
    Cancel,
    Test,
    BatteryLow,
    MainsLost,
    MainsRestored,
}
