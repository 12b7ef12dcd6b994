using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads device profiles: how long devices of one make may be silent.</summary>
internal static class ProfileReader
{
    private const int MinutesPerMonth = 30 * 24 * 60;

    public static void Read(PilotDraft draft, ObjectReader top)
    {
        foreach (var profile in top.List("deviceProfiles"))
        {
            draft.Add(
                new DeviceProfile(
                    draft.Centre, new ProfileId(profile.Text("id")), profile.Text("name"), Minutes(profile, "heartbeatMinutes", 1), Minutes(profile, "lostAfterMinutes", 2)),
                profile);
        }
    }

    private static TimeSpan Minutes(ObjectReader profile, string name, int otherwise)
    {
        if (!profile.Has(name))
        {
            profile.Report(name, $"has no \"{name}\"");
        }

        return TimeSpan.FromMinutes(profile.OptionalNumber(name, 0, MinutesPerMonth) ?? otherwise);
    }
}
