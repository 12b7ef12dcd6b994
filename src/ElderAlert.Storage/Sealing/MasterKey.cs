using System.Security.Cryptography;
using System.Text;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// The key that wraps the households' keys: <c>ElderAlert:Storage:MasterKey</c>, or the file master.key of the folder. With it
/// outside of the folder, somebody who carries the folder away reads no name and no number.
/// </summary>
internal sealed class MasterKey : IDisposable
{
    public const string FileName = "master.key";
    private const string Setting = "ElderAlert:Storage:MasterKey";
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private readonly AesGcm _cipher;

    private MasterKey(byte[] key) => _cipher = new AesGcm(key, TagSize);

    /// <summary>The setting's key, else the file's, else null.</summary>
    /// <exception cref="JournalException">It is not a key, or others may read its file.</exception>
    public static MasterKey? Find(StorageOptions options)
    {
        if (options.MasterKey is { } setting)
        {
            return Parse(setting, Setting);
        }

        var file = Path.Combine(options.Path, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            throw new JournalException($"{file} can be read or written by others than its owner. Run: chmod 600 {file}");
        }

        return Parse(File.ReadAllText(file).Trim(), file);
    }

    public byte[] Wrap(byte[] key, SealingScope scope, long id)
    {
        var wrapped = new byte[NonceSize + key.Length + TagSize];
        var nonce = wrapped.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, key, wrapped.AsSpan(NonceSize, key.Length), wrapped.AsSpan(^TagSize..), Context(scope.ToString(), id));
        return wrapped;
    }

    /// <exception cref="JournalException">It was wrapped under another key.</exception>
    public byte[] Unwrap(byte[] wrapped, string scope, long id)
    {
        var key = new byte[wrapped.Length - NonceSize - TagSize];
        try
        {
            _cipher.Decrypt(wrapped.AsSpan(0, NonceSize), wrapped.AsSpan(NonceSize, key.Length), wrapped.AsSpan(^TagSize..), key, Context(scope, id));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new JournalException($"The master key ({Setting} or {FileName}) does not open the keys of the store: it is not the one that they were wrapped under.", e);
        }

        return key;
    }

    public static JournalException Missing() =>
        new($"The keys of the store are wrapped under a master key, and there is none: set {Setting}, or put {FileName} back.");

    public void Dispose() => _cipher.Dispose();

    private static byte[] Context(string scope, long id) => Encoding.UTF8.GetBytes($"{scope}\u001f{id}");

    private static MasterKey Parse(string text, string source)
    {
        var key = new byte[SealingKey.Size];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length
            ? new MasterKey(key)
            : throw new JournalException($"{source} is not the base64 of {SealingKey.Size} bytes. Make one with: openssl rand -base64 32");
    }
}
