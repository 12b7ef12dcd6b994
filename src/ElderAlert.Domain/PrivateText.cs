namespace ElderAlert.Domain;

/// <summary>
/// Text about a person: a name, a number dialled, an address, a note. It prints as a mask, so that a log or an exception
/// cannot leak it, and Storage writes it sealed under the household's key (under the centre's, where no household is concerned),
/// so that destroying the key erases it while the journal's chain still holds.
/// </summary>
/// <param name="Value">The clear text.</param>
public readonly record struct PrivateText(string Value)
{
    /// <summary>What is read back once the key has been destroyed.</summary>
    public static readonly PrivateText Erased = new("(erased)");

    /// <summary>Always the same mask.</summary>
    public override string ToString() => "[private]";

    /// <summary>Takes text as private. Null is refused: in <c>condition ? null : text</c> the compiler would otherwise make an empty one of it.</summary>
    public static implicit operator PrivateText(string value) => new(value ?? throw new ArgumentNullException(nameof(value)));
}
