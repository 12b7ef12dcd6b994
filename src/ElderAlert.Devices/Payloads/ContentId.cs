using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ElderAlert.Devices.Payloads;

/// <summary>
/// Ids for messages that bring none of their own.
/// A message that carries its sender's time is the same message whenever it arrives: redelivery after a lost connection, a retained copy
/// and a state that the gateway repeats at its start all get one id. A message without a time is counted at each arrival, because the
/// next press of a button is the same bytes as the last: a press counted twice joins the open incident, a press lost is a person lost.
/// </summary>
internal static class ContentId
{
    private const int HashBytes = 15;

    /// <summary>An id of 22 characters, with the prefix that keeps it apart from ids that devices choose.</summary>
    public static string Of(DialectMessage message, DateTimeOffset? sentAt)
    {
        Span<byte> tail = stackalloc byte[9];
        tail.Clear();
        if (sentAt is null)
        {
            BinaryPrimitives.WriteInt64LittleEndian(tail[1..], message.ReceivedAt.UtcTicks);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(message.Topic));
        hash.AppendData(tail);
        hash.AppendData(message.Payload.Span);
        return "x-" + Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }
}
