using ElderAlert.Storage.Chain;

namespace ElderAlert.Storage.Tests.Chain;

public sealed class ChainHashTests
{
    private static readonly StoredEntry Entry = new("shengzhou", 7, 17_637_000_000, "noteAdded", 1, "i-1", "h-1", "{}"u8.ToArray());

    /// <summary>A journal written once must verify for ever: this value never changes.</summary>
    [Fact]
    public void Next_KnownEntry_GivesTheHashOfTheFileFormat() => Assert.Equal(
        "d89c2b11bc1682da7bcd85044db1e665fc2c2777ab7fcae33fd31e020eef6b5b",
        Convert.ToHexStringLower(ChainHash.Next(ChainHead.Genesis.Hash, Entry)));

    public static TheoryData<string> Changes => ["centre", "position", "at", "name", "version", "incident", "noIncident", "sealedFor", "body", "moved"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Next_AnyColumnChanged_GivesAnotherHash(string column)
    {
        var changed = column switch
        {
            "centre" => Entry with { Centre = "shengzhov" },
            "position" => Entry with { Position = 8 },
            "at" => Entry with { At = Entry.At + 1 },
            "name" => Entry with { Name = "noteAddee" },
            "version" => Entry with { Version = 2 },
            "incident" => Entry with { Incident = "i-2" },
            "noIncident" => Entry with { Incident = null },
            "sealedFor" => Entry with { SealedFor = "" },
            "body" => Entry with { Body = "[]"u8.ToArray() },
            "moved" => Entry with { Incident = "i-1h", SealedFor = "-1" },
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "not a column"),
        };
        Assert.NotEqual(ChainHash.Next(ChainHead.Genesis.Hash, Entry), ChainHash.Next(ChainHead.Genesis.Hash, changed));
    }

    [Fact]
    public void Next_OtherPredecessor_GivesAnotherHash()
    {
        var first = ChainHash.Next(ChainHead.Genesis.Hash, Entry);
        Assert.NotEqual(first, ChainHash.Next(first, Entry));
    }

    [Fact]
    public void Next_LongChineseIds_FitTheBuffer()
    {
        var entry = Entry with { Centre = new string('长', 4000), Incident = new string('警', 4000) };
        Assert.Equal(ChainHash.Size, ChainHash.Next(ChainHead.Genesis.Hash, entry).Length);
    }
}
