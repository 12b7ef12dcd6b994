namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        for (var i = 0; i < 6000 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.True(condition(), "The condition did not come true within half a minute");
    }
}
