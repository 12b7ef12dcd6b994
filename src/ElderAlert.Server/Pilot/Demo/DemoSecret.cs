using System.Security.Cryptography;
using System.Text;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>
/// A demo's own random secret, kept in its data folder: device keys and passwords follow from it, so that a demo that is started again
/// still knows them, and no two demos have the same.
/// </summary>
internal sealed class DemoSecret
{
    private const string FileName = "demo.secret";
    private const int SecretBytes = 32;
    private const int KeyBytes = 20;
    private const int PasswordLetters = 8;

    /// <summary>Letters and digits that are hard to confuse when read aloud.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly byte[] _secret;

    public DemoSecret(byte[] secret) => _secret = secret;

    /// <summary>Reads the folder's secret, or makes one.</summary>
    public static DemoSecret OfFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
        {
            return new DemoSecret(Convert.FromHexString(File.ReadAllText(file).Trim()));
        }

        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        File.WriteAllText(file, Convert.ToHexStringLower(secret));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new DemoSecret(secret);
    }

    /// <summary>A device's key.</summary>
    public string KeyOf(string device) => Convert.ToHexStringLower(Derive("device " + device).AsSpan(0, KeyBytes));

    /// <summary>An operator's password, easy to type.</summary>
    public string PasswordOf(string user)
    {
        var bytes = Derive("operator " + user);
        var letters = string.Concat(bytes.Take(PasswordLetters).Select(b => Letters[b % Letters.Length]));
        return $"{letters[..4]}-{letters[4..]}";
    }

    private byte[] Derive(string purpose) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(purpose));
}
