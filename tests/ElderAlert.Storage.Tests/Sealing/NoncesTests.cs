using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Tests.Sealing;

public sealed class NoncesTests
{
    /// <summary>Far more than are drawn at once, on several threads: one that came twice would lay two texts open.</summary>
    [Fact]
    public async Task Fill_ManyOnSeveralThreads_NeverGivesTheSameTwice()
    {
        const int Each = 20_000;
        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, Each).Select(_ => Next()).ToList())));
        Assert.Equal(4 * Each, given.SelectMany(g => g).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Next()
    {
        Span<byte> nonce = stackalloc byte[12];
        Nonces.Fill(nonce);
        return Convert.ToHexString(nonce);
    }
}
