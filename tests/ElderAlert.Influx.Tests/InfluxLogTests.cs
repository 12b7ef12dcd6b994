using System.Reflection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Tests;

public sealed class InfluxLogTests
{
    [Fact]
    public void EventIds_OfAllMessages_AreUnique()
    {
        var ids = typeof(InfluxLog).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();
        Assert.True(ids.Count > 10);
        Assert.Distinct(ids);
    }
}
