using System.Security.Cryptography;
using System.Text;
using ElderAlert.Domain;

namespace ElderAlert.Engine.Writing;

/// <summary>Ids of incidents sort by the time of opening (RFC 9562 version 7).</summary>
internal static class NewIncidentId
{
    private const int TimeBytes = 6;

    /// <summary>
    /// The id that the same history gives again: what is random in a version 7 is the digest of the position that the incident opens at. A
    /// position is used once in a centre.
    /// </summary>
    /// <param name="now">When it opens.</param>
    /// <param name="centre">Whose.</param>
    /// <param name="position">The centre's position of the opening entry.</param>
    public static IncidentId At(DateTimeOffset now, CentreId centre, long position)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{centre}/{position}/{now.UtcTicks}"), digest);
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(id, bigEndian: true, out _);
        var kept = (Version: id[TimeBytes] & 0xF0, Variant: id[8] & 0xC0);
        digest[..(id.Length - TimeBytes)].CopyTo(id[TimeBytes..]);
        id[TimeBytes] = (byte)(kept.Version | (id[TimeBytes] & 0x0F));
        id[8] = (byte)(kept.Variant | (id[8] & 0x3F));
        return new IncidentId(Convert.ToHexStringLower(id));
    }
}
