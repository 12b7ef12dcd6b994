using System.Security.Cryptography;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// Random bytes in small pieces, drawn from the system in large ones: a draw takes a microsecond, whatever its size, and every alarm needs one.
/// Each thread has its own; no byte is given twice.
/// </summary>
internal static class Nonces
{
    private const int Drawn = 4096;

    [ThreadStatic]
    private static byte[]? bytes;

    [ThreadStatic]
    private static int used;

    /// <summary>Fills a nonce, of at most as many bytes as are drawn at once.</summary>
    public static void Fill(Span<byte> nonce)
    {
        if (bytes is null || used + nonce.Length > Drawn)
        {
            bytes = RandomNumberGenerator.GetBytes(Drawn);
            used = 0;
        }

        bytes.AsSpan(used, nonce.Length).CopyTo(nonce);
        used += nonce.Length;
    }
}
