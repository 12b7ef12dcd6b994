using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api.Files;

/// <summary>What a document is turned into an item with.</summary>
/// <param name="Centre">Whose file.</param>
/// <param name="Id">The item's id.</param>
/// <param name="Before">The item as it is; null for a new one.</param>
internal sealed record Writing<TItem>(CentreId Centre, string Id, TItem? Before);

/// <summary>One kind of item on file: how it is addressed, shown, found and written.</summary>
internal sealed record FileKind<TItem, TDocument>
    where TItem : DirectoryItem
    where TDocument : FileDocument
{
    /// <summary>The last part of its address, for example <c>households</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What one is called in a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>Begins made-up ids.</summary>
    public required string Prefix { get; init; }

    /// <summary>The item as its own document; secrets stay behind.</summary>
    public required Func<TItem, TDocument> Show { get; init; }

    /// <summary>The item in a list, where that differs from its document.</summary>
    public Func<TItem, DirectoryIndex, object>? ShowInList { get; init; }

    /// <summary>The item that a document asks for; throws <see cref="System.Text.Json.JsonException"/> for a field's value.</summary>
    public required Func<Writing<TItem>, TDocument, TItem> Read { get; init; }

    /// <summary>The texts in which <c>q</c> is looked for.</summary>
    public required Func<TItem, DirectoryIndex, IEnumerable<string?>> Texts { get; init; }

    /// <summary>The home that an item is filed under, for the filter <c>household</c>.</summary>
    public Func<TItem, HouseholdId>? Home { get; init; }

    /// <summary>Items in a list unless the caller asks for fewer or more.</summary>
    public int Listed { get; init; } = 200;

    /// <summary>Who may write.</summary>
    public string WritePolicy { get; init; } = Policies.Administrator;

    /// <summary>Items can be added and removed; otherwise only changed.</summary>
    public bool CanAdd { get; init; } = true;

    /// <summary>Why the item may not be changed to, or (null) removed; null when it may.</summary>
    public Func<TItem, TItem?, DirectoryIndex, string?> Objection { get; init; } = static (_, _, _) => null;
}
