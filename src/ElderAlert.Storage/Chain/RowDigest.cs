using System.Security.Cryptography;
using System.Text.Json;

namespace ElderAlert.Storage.Chain;

/// <summary>
/// Ties a row of the directory to the entry that tells of it: the entry's body carries the SHA-256 of the row's sealed bytes, and the
/// chain is over the entry. It is over what lies on disk, so that it still holds when the row's key has been destroyed.
/// </summary>
internal static class RowDigest
{
    private const string Field = "row";

    public static byte[] Of(ReadOnlySpan<byte> sealedRow) => SHA256.HashData(sealedRow);

    /// <summary>The body with the digest in it.</summary>
    public static byte[] AddTo(ReadOnlySpan<byte> body, byte[] digest) =>
        [.. body[..^1], .. System.Text.Encoding.UTF8.GetBytes($",\"{Field}\":\"{Convert.ToBase64String(digest)}\"}}")];

    /// <summary>What a body says of a row: which, whether it was taken away, and its digest; null for entries from before there were digests.</summary>
    /// <exception cref="JsonException">The body is damaged.</exception>
    public static (string Type, string Key, bool Deleted, byte[]? Digest) Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return (
            root.GetProperty("type").GetString() ?? "",
            root.GetProperty("key").GetString() ?? "",
            root.GetProperty("deleted").GetBoolean(),
            root.TryGetProperty(Field, out var digest) ? digest.GetBytesFromBase64() : null);
    }
}
