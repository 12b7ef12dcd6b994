namespace ElderAlert.Storage.Chain;

/// <summary>The last link of a centre's chain.</summary>
/// <param name="Position">Its position; 0 before the first entry.</param>
/// <param name="Hash">Its hash.</param>
internal readonly record struct ChainHead(long Position, byte[] Hash)
{
    /// <summary>What the first entry is linked to: nothing, as 32 zeros.</summary>
    public static readonly ChainHead Genesis = new(0, new byte[ChainHash.Size]);
}
