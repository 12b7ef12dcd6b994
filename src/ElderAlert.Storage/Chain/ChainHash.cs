using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ElderAlert.Storage.Chain;

/// <summary>
/// The links of the chain: SHA-256 over the previous hash and every column of the entry. Texts and bodies carry their length in
/// front (-1 where there is none), so that nothing can be moved from one column into the next.
/// </summary>
internal static class ChainHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The hash of an entry that follows the one with the hash <paramref name="previous"/>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, in StoredEntry entry)
    {
        var rented = ArrayPool<byte>.Shared.Rent(MaxLength(entry));
        try
        {
            var rest = rented.AsSpan();
            previous.CopyTo(rest);
            rest = rest[previous.Length..];
            Add(ref rest, entry.Centre);
            Add(ref rest, entry.Position);
            Add(ref rest, entry.At);
            Add(ref rest, entry.Name);
            Add(ref rest, entry.Version);
            Add(ref rest, entry.Incident);
            Add(ref rest, entry.SealedFor);
            Add(ref rest, entry.Body.Length);
            entry.Body.CopyTo(rest);
            rest = rest[entry.Body.Length..];
            return SHA256.HashData(rented.AsSpan(0, rented.Length - rest.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int MaxLength(in StoredEntry entry) => Size + (8 * sizeof(long)) + entry.Body.Length
        + Encoding.UTF8.GetMaxByteCount(entry.Centre.Length + entry.Name.Length + (entry.Incident?.Length ?? 0) + (entry.SealedFor?.Length ?? 0));

    private static void Add(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(rest, value);
        rest = rest[sizeof(long)..];
    }

    private static void Add(ref Span<byte> rest, string? text)
    {
        if (text is null)
        {
            Add(ref rest, -1);
            return;
        }

        var length = Encoding.UTF8.GetBytes(text, rest[sizeof(long)..]);
        Add(ref rest, length);
        rest = rest[length..];
    }
}
