
namespace ElderAlert.Server.Tests.Support;

/// <summary>One running hotline for all tests of a class; each test works on an incident of its own.</summary>
public sealed class HotlineFixture : IAsyncLifetime
{
    internal Hotline Hotline { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Hotline = await Hotline.StartAsync();

    public ValueTask DisposeAsync() => Hotline.DisposeAsync();
}
