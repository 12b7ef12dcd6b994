namespace ElderAlert.FirmwareSim.Devices;

/// <summary>What the server may ask of a device.</summary>
internal enum CommandType
{
    Received,
    Claimed,
    OnTheWay,
    Resolved,
    Confirm,
    Locate,
    Test,
}

/// <summary>Body of <c>ea/v1/{deviceId}/command</c>.</summary>
/// <param name="Id">Unique: a second arrival is ignored.</param>
/// <param name="Type">What to do.</param>
/// <param name="Incident">The incident it belongs to, where there is one.</param>
/// <param name="EtaMin">Minutes until help arrives, with <see cref="CommandType.OnTheWay"/>.</param>
internal sealed record DeviceCommand(string Id, CommandType Type, string? Incident = null, int? EtaMin = null);

/// <summary>What the lamp of a device tells the resident; its number is published as the metric <c>lamp</c>.</summary>
internal enum Lamp
{
    Off,

    /// <summary>The call for help arrived.</summary>
    Received,

    /// <summary>A person looks after it.</summary>
    Claimed,

    /// <summary>Help is on the way.</summary>
    OnTheWay,

    /// <summary>The device asks whether all is well: press once for yes, hold for help.</summary>
    Asking,
}
