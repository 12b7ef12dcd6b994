using System.Text;
using ElderAlert.Domain;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// Seals and opens the private texts of one document. The document's centre and place are authenticated with each text, so
/// that one cut out of another document does not open here.
/// </summary>
/// <param name="keys">Opens: each sealed text names its key.</param>
/// <param name="key">Seals; null for a document that is only read.</param>
/// <param name="centre">Whose document.</param>
/// <param name="place">What the document is: the event's name, or the directory's type and id.</param>
internal sealed class Seal(KeyRing keys, SealingKey? key, CentreId centre, string place)
{
    private byte[]? _context;

    public CentreId Centre => centre;

    private SealingKey Key => key ?? throw new InvalidOperationException("This document is only read.");

    private byte[] Context => _context ??= Encoding.UTF8.GetBytes($"{centre}\u001f{place}");

    /// <summary>Seals a text. The value of a default PrivateText is null; it is kept as empty text.</summary>
    public byte[] Close(PrivateText text) => Key.Seal(text.Value ?? "", Context);

    /// <summary>Seals a text in UTF-8.</summary>
    public byte[] Close(ReadOnlySpan<byte> text) => Key.Seal(text, Context);

    public PrivateText Open(byte[] sealedText) =>
        SealingKey.IdOf(sealedText) is { } id && keys.Find(id)?.Open(sealedText, Context) is { } text
            ? new PrivateText(text)
            : PrivateText.Erased;
}
