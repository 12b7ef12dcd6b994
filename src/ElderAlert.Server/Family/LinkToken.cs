using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Family;

/// <summary>What a link is good for: one incident, one person, until a time.</summary>
internal sealed record LinkGrant(IncidentId Incident, RecipientRef Recipient, DateTimeOffset ExpiresAt);

/// <summary>
/// The signed part of a link, as short as it can be: each character costs a part of a text message. Layout: one byte with the recipient's kind and whether
/// the incident's id is packed, four bytes of minutes since 2020, the incident's id, the recipient's id, the signature; base64url without padding.
/// </summary>
internal static class LinkToken
{
    /// <summary>128 bits.</summary>
    public const int SignatureSize = 16;

    private const int HeaderSize = 5;
    private const byte Packed = 0x80;

    /// <summary>Keeps a signature made here from being good anywhere else that the key may come to be used.</summary>
    private static readonly byte[] Purpose = "elderalert link v1"u8.ToArray();

    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a grant; its time is cut to the minute.</summary>
    public static string Write(LinkGrant grant, LinkKey key)
    {
        var isPacked = Guid.TryParseExact(grant.Incident.Value, "N", out var guid) && guid.ToString("N") == grant.Incident.Value;
        var incident = isPacked ? guid.ToByteArray(bigEndian: true) : Encoding.UTF8.GetBytes(grant.Incident.Value);
        var recipient = Encoding.UTF8.GetBytes(grant.Recipient.Id);
        var header = new byte[HeaderSize];
        header[0] = (byte)((byte)grant.Recipient.Kind | (isPacked ? Packed : 0));
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), (uint)(grant.ExpiresAt - Epoch).TotalMinutes);
        byte[] body = isPacked ? [.. header, .. incident, .. recipient] : [.. header, checked((byte)incident.Length), .. incident, .. recipient];
        return Base64Url.EncodeToString([.. body, .. key.Sign([.. Purpose, .. body])]);
    }

    /// <summary>Reads a token; null where it was not written with this key. Whether it has expired is for the caller to see.</summary>
    public static LinkGrant? Read(string token, LinkKey key)
    {
        if (token.Length > 512 || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= HeaderSize + SignatureSize)
        {
            return null;
        }

        var body = bytes[..^SignatureSize];
        return CryptographicOperations.FixedTimeEquals(key.Sign([.. Purpose, .. body]), bytes[^SignatureSize..]) ? ReadBody(body) : null;
    }

    /// <summary>The signature was right, so that the layout is ours.</summary>
    private static LinkGrant ReadBody(byte[] body)
    {
        var kind = (RecipientKind)(body[0] & ~Packed);
        var expires = Epoch.AddMinutes(BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)));
        var rest = body.AsSpan(HeaderSize);
        if ((body[0] & Packed) != 0)
        {
            var guid = new Guid(rest[..16], bigEndian: true);
            return new LinkGrant(new IncidentId(guid.ToString("N")), new RecipientRef(kind, Encoding.UTF8.GetString(rest[16..])), expires);
        }

        var length = rest[0];
        var incident = Encoding.UTF8.GetString(rest.Slice(1, length));
        return new LinkGrant(new IncidentId(incident), new RecipientRef(kind, Encoding.UTF8.GetString(rest[(1 + length)..])), expires);
    }
}
