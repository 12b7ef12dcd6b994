using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// One key of AES-256-GCM. Sealed text is: key id (8 bytes), nonce (12, random), cipher text, tag (16). A random nonce is safe
/// for 2^32 texts under one key (NIST SP 800-38D, 8.3), far more than a household will ever have.
/// </summary>
internal sealed class SealingKey : IDisposable
{
    public const int Size = 32;
    private const int IdSize = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // The cipher's native context is not safe for two threads at once.
    private readonly Lock _gate = new();
    private readonly byte[] _key;
    private AesGcm? _cipher;
    private bool _destroyed;

    public SealingKey(long id, byte[] key)
    {
        Id = id;
        _key = key;
    }

    /// <summary>Random, so that a key made after another was destroyed is never taken for it.</summary>
    public long Id { get; }

    public static SealingKey Create() =>
        new(BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(IdSize)), RandomNumberGenerator.GetBytes(Size));

    /// <summary>The id of the key that sealed it; null where the bytes are no sealed text.</summary>
    public static long? IdOf(ReadOnlySpan<byte> sealedText) =>
        sealedText.Length < IdSize + NonceSize + TagSize ? null : BinaryPrimitives.ReadInt64BigEndian(sealedText);

    public byte[] Seal(string text, ReadOnlySpan<byte> context)
    {
        var sealedText = new byte[IdSize + NonceSize + Encoding.UTF8.GetByteCount(text) + TagSize];
        Encoding.UTF8.GetBytes(text, BodyOf(sealedText));
        return Encrypt(sealedText, context);
    }

    /// <param name="text">In UTF-8.</param>
    /// <param name="context">Authenticated with it.</param>
    public byte[] Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> context)
    {
        var sealedText = new byte[IdSize + NonceSize + text.Length + TagSize];
        text.CopyTo(BodyOf(sealedText));
        return Encrypt(sealedText, context);
    }

    /// <summary>The clear text; null where the bytes, the context or the key are not those of the sealing.</summary>
    public string? Open(ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> context)
    {
        var clear = new byte[sealedText.Length - IdSize - NonceSize - TagSize];
        lock (_gate)
        {
            if (_destroyed)
            {
                return null;
            }

            try
            {
                Cipher.Decrypt(sealedText.Slice(IdSize, NonceSize), sealedText[(IdSize + NonceSize)..^TagSize], sealedText[^TagSize..], clear, context);
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(clear);
    }

    /// <summary>The bytes to keep in keys.db: wrapped under the master key where there is one.</summary>
    public byte[] Export(MasterKey? master, SealingScope scope) => master is null ? [.. _key] : master.Wrap(_key, scope, Id);

    /// <summary>Overwrites the key in memory. Whoever still holds it can open nothing with it any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _destroyed = true;
            _cipher?.Dispose();
            _cipher = null;
            CryptographicOperations.ZeroMemory(_key);
        }
    }

    private static Span<byte> BodyOf(Span<byte> sealedText) => sealedText[(IdSize + NonceSize)..^TagSize];

    /// <summary>Encrypts the body in its place, and adds what stands around it.</summary>
    private byte[] Encrypt(byte[] sealedText, ReadOnlySpan<byte> context)
    {
        BinaryPrimitives.WriteInt64BigEndian(sealedText, Id);
        var nonce = sealedText.AsSpan(IdSize, NonceSize);
        Nonces.Fill(nonce);
        var body = BodyOf(sealedText);
        lock (_gate)
        {
            Cipher.Encrypt(nonce, body, body, sealedText.AsSpan(^TagSize..), context);
        }

        return sealedText;
    }

    private AesGcm Cipher
    {
        get
        {
            ObjectDisposedException.ThrowIf(_destroyed, this);
            return _cipher ??= new AesGcm(_key, TagSize);
        }
    }
}
