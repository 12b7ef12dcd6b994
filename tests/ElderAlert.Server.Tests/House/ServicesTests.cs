using ElderAlert.Server.Hosting;
using Microsoft.Extensions.Hosting;

namespace ElderAlert.Server.Tests.House;

/// <summary>What goes on beside the alarms begins anew when it fails (decision 19).</summary>
public sealed class ServicesTests
{
    [Fact]
    public void BackgroundServices_OfTheServer_AreSteady()
    {
        var services = typeof(SteadyService).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(BackgroundService))).ToList();

        Assert.NotEmpty(services);
        Assert.All(services, s => Assert.True(s.IsAssignableTo(typeof(SteadyService)), $"{s.Name} should be a {nameof(SteadyService)}"));
    }
}
