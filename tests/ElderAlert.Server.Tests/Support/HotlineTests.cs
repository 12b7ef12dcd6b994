namespace ElderAlert.Server.Tests.Support;

/// <summary>Tests on a running hotline of their own: one a test, so that no test meets another's incidents, whatever the order.</summary>
public abstract class HotlineTests : IAsyncLifetime
{
    internal Hotline Hotline { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Hotline = await Hotline.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Hotline.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
