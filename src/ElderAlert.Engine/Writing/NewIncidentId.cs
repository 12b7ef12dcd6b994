using ElderAlert.Domain;

namespace ElderAlert.Engine.Writing;

/// <summary>Ids of incidents sort by the time of opening (RFC 9562 version 7).</summary>
internal static class NewIncidentId
{
    public static IncidentId At(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString("N"));
}
