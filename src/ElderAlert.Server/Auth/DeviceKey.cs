using System.Security.Cryptography;
using System.Text;

namespace ElderAlert.Server.Auth;

/// <summary>
/// A device's key: 160 random bits, shown once, stored as <c>sha256$salt$hash</c>. A fast hash is enough for a secret that nobody can
/// guess, and lets fifteen thousand devices reconnect within seconds after a power cut; a key that a person typed would need a slow one.
/// </summary>
internal static class DeviceKey
{
    private const string Scheme = "sha256";
    private const int KeyBytes = 20;
    private const int SaltBytes = 16;

    /// <summary>A new key and what is stored of it.</summary>
    public static (string Key, string Hash) Create()
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        return (key, HashOf(key));
    }

    /// <summary>What is stored of a key.</summary>
    public static string HashOf(string key)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Scheme}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Digest(salt, Encoding.UTF8.GetBytes(key)))}";
    }

    /// <summary>Whether the bytes that a device gave as its password are its key, compared in constant time. A device without a stored hash has no key that fits.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, string? stored)
    {
        if (stored?.Split('$') is not [Scheme, var salt, var hash])
        {
            return false;
        }

        Span<byte> saltBytes = stackalloc byte[64];
        Span<byte> hashBytes = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(salt, saltBytes, out var saltLength)
            && Convert.TryFromBase64String(hash, hashBytes, out var hashLength)
            && CryptographicOperations.FixedTimeEquals(Digest(saltBytes[..saltLength], key), hashBytes[..hashLength]);
    }

    private static byte[] Digest(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(key);
        return hash.GetHashAndReset();
    }
}
