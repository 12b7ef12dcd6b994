using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads devices and gives those that connect themselves a key.</summary>
internal static class DeviceReader
{
    private const int ShortestKey = 22;

    public static void Read(PilotDraft draft, HouseholdId home, ObjectReader device)
    {
        var id = new DeviceId(device.Text("id"));
        var type = device.Choice<DeviceType>("type");
        var gateway = device.OptionalText("gateway");
        var externalName = device.OptionalText("externalName");
        if (id.Value.AsSpan().ContainsAny("/+#"))
        {
            device.Report("id", $"has the id \"{id}\", which cannot be part of a topic: / + # are not allowed");
        }

        if (gateway is null != externalName is null)
        {
            device.Report("gateway", "needs \"gateway\" and \"externalName\", or neither");
        }

        var item = new Device(
            draft.Centre,
            id,
            home,
            type,
            device.OptionalText("model"),
            device.OptionalText("room"),
            KeyHash(draft, device, id, gateway),
            gateway is null ? null : new DeviceId(gateway),
            externalName,
            device.Flag("buttonIsSos", otherwise: type is DeviceType.Pendant),
            device.OptionalText("profile") is { } profile ? new ProfileId(profile) : draft.OnFile.Find(id)?.Profile);
        draft.Add(item, device);
    }

    /// <summary>The hash of the key that the file gives, of the one on file, or of a new one.</summary>
    private static string? KeyHash(PilotDraft draft, ObjectReader device, DeviceId id, string? gateway)
    {
        var key = device.OptionalText("key");
        if (gateway is not null)
        {
            if (key is not null)
            {
                device.Report("key", "is reached through a gateway and has no key of its own");
            }

            return null;
        }

        if (key is not null)
        {
            if (key.Length < ShortestKey)
            {
                device.Report("key", $"\"key\" is shorter than {ShortestKey} characters, which can be guessed; leave it out to get a new one");
            }

            return DeviceKey.HashOf(key);
        }

        if (draft.OnFile.Find(id)?.KeyHash is { } known)
        {
            return known;
        }

        var (made, hash) = DeviceKey.Create();
        draft.NewKeys.Add(new NewDeviceKey(id, made));
        return hash;
    }
}
