using System.Globalization;
using System.Security.Cryptography;

namespace ElderAlert.Server.Auth;

/// <summary>
/// Salted, slow hashes of passwords: PBKDF2 with HMAC-SHA-256 and 600,000 rounds (OWASP Password Storage Cheat Sheet), written as
/// <c>pbkdf2-sha256$rounds$salt$hash</c> so that the rounds may be raised without touching what is stored.
/// </summary>
internal static class PasswordHash
{
    /// <summary>Shortest password that is accepted for an operator (NIST SP 800-63B asks for 8 and no rules of composition).</summary>
    public const int ShortestPassword = 8;

    /// <summary>Longer texts are refused unread: hashing must not become work for a stranger to order.</summary>
    public const int LongestPassword = 256;

    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 600_000;
    private const int MostRounds = 10_000_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Verified against when the user is unknown, so that the answer takes as long as for a known one.</summary>
    private static readonly string NobodysHash = Create(Convert.ToHexString(RandomNumberGenerator.GetBytes(SaltBytes)));

    /// <summary>Hashes a new password under a salt of its own. Takes a few tenths of a second on purpose.</summary>
    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether the password is the one that was hashed. Null, or a text that no version of ElderAlert wrote, takes as long and is never right.</summary>
    public static bool Verify(string password, string? stored)
    {
        var parts = Parse(stored) ?? Parse(NobodysHash)!.Value;
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, parts.Salt, parts.Rounds, HashAlgorithmName.SHA256, parts.Hash.Length);
        return CryptographicOperations.FixedTimeEquals(hash, parts.Hash) && Parse(stored) is not null;
    }

    private static (int Rounds, byte[] Salt, byte[] Hash)? Parse(string? stored)
    {
        if (stored?.Split('$') is not [Scheme, var rounds, var salt, var hash]
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > MostRounds)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[64];
        return Convert.TryFromBase64String(salt, buffer, out var saltLength) && saltLength > 0
            && Bytes(hash) is { Length: > 0 } hashBytes
                ? (count, buffer[..saltLength].ToArray(), hashBytes)
                : null;
    }

    private static byte[]? Bytes(string base64)
    {
        Span<byte> buffer = stackalloc byte[64];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? buffer[..length].ToArray() : null;
    }
}
