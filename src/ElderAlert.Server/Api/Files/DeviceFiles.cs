using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api.Files;

/// <summary>A device, on the wire.</summary>
internal sealed record DeviceDocument(
    HouseholdId Household,
    DeviceType Type,
    string? Model = null,
    string? Room = null,
    DeviceId? Gateway = null,
    string? ExternalName = null,
    bool ButtonIsSos = false,
    ProfileId? Profile = null) : FileDocument
{
    /// <summary>Whether it has a key of its own; only read.</summary>
    public bool? HasKey { get; init; }
}

/// <summary>A device's new key: this is the only time that it is shown.</summary>
/// <param name="Device">The MQTT user name.</param>
/// <param name="Key">The MQTT password.</param>
internal sealed record DeviceKeyShown(DeviceId Device, string Key);

/// <summary>Devices, and the keys that they sign in with.</summary>
internal static class DeviceFiles
{
    public static readonly FileKind<Device, DeviceDocument> Devices = new()
    {
        Path = "devices",
        Name = "device",
        Prefix = "dev",
        Home = d => d.Household,
        Show = d => new DeviceDocument(d.Household, d.Type, d.Model, d.Room, d.Gateway, d.ExternalName, d.ButtonIsSos, d.Profile)
        {
            Id = d.Key,
            HasKey = d.KeyHash is not null,
        },
        Texts = (d, _) => [d.Key, d.Model, d.Room, d.ExternalName],
        Read = (to, d) => new Device(
            to.Centre,
            new DeviceId(to.Id),
            d.Household,
            d.Type,
            Fields.Optional(d.Model, "model"),
            Fields.Optional(d.Room, "room"),
            to.Before?.KeyHash,
            d.Gateway,
            Fields.Optional(d.ExternalName, "externalName"),
            d.ButtonIsSos,
            d.Profile),
    };

    /// <summary>
    /// <c>POST /api/devices/{id}/key</c> gives a device its first key or a new one; the old one is refused from then on. A repeated request
    /// makes another key: a key whose answer was lost is of no use to anybody.
    /// </summary>
    public static void MapDeviceKeys(this RouteGroupBuilder api) => api
        .MapPost("/devices/{id}/key", async (HttpContext context, string id, Caller caller, IncidentEngine engine, FileEditor editor) =>
        {
            if (FileEndpoints.Find<Device>(engine, caller, id) is not { } device)
            {
                return Results.Problem(Problems.NotFound("device"));
            }

            var (key, hash) = DeviceKey.Create();
            return await editor.SaveAsync(context.Request, caller, device with { KeyHash = hash }, requestId: null)
                ?? Results.Ok(new DeviceKeyShown(device.Id, key));
        })
        .WithName("new-device-key")
        .WithTags("devices")
        .Produces<DeviceKeyShown>()
        .RequireAuthorization(Policies.Administrator);
}
