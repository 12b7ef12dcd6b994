using System.Security.Cryptography;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Family;

/// <summary>
/// The secret that signs links. <c>Auth:LinkKey</c> where it is set, so that several nodes share it; otherwise made at the first start and kept in
/// <c>link.key</c> of the storage folder. Losing it ends every link that is out, and nothing else.
/// </summary>
internal sealed class LinkKey
{
    /// <summary>Bytes; the output of SHA-256, more gains nothing.</summary>
    public const int Size = 32;

    private const string FileName = "link.key";

    private readonly byte[] _key;

    private LinkKey(byte[] key) => _key = key;

    /// <summary>Reads the key, or makes it.</summary>
    /// <param name="set">The key as <c>Auth:LinkKey</c> has it; null where it is not set.</param>
    /// <param name="folder">The storage folder.</param>
    /// <exception cref="SettingsException">The file in the storage folder is not a key.</exception>
    public static LinkKey Load(string? set, string folder)
    {
        if (set is not null)
        {
            return new LinkKey(Convert.FromBase64String(set));
        }

        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, FileName);
        if (!File.Exists(path))
        {
            OwnerOnlyFile.Create(path, RandomNumberGenerator.GetBytes(Size));
        }

        var key = File.ReadAllBytes(path);
        return key.Length == Size
            ? new LinkKey(key)
            : throw new SettingsException([$"{path} is not a key of {Size} bytes; remove it to make a new one (links that are out end with it)."]);
    }

    /// <summary>The signature of some bytes: HMAC-SHA256, cut to half its length (RFC 2104 section 5).</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(_key, bytes)[..LinkToken.SignatureSize];
}
