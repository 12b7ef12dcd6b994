using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Tests;

/// <summary>One home with a pendant and a gateway, and the moment at which everything arrives.</summary>
internal static class DeviceSetup
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 12, 8, TimeSpan.Zero);

    public static readonly Device Pendant = Device("pendant-1", DeviceType.Pendant);

    public static readonly Device Gateway = Device("gateway-1", DeviceType.Gateway);

    public static Device Device(string id, DeviceType type, bool buttonIsSos = false) =>
        new(new CentreId("c1"), new DeviceId(id), new HouseholdId("h1"), type, ButtonIsSos: buttonIsSos);

    /// <summary>Interprets what the pendant published.</summary>
    public static Interpretation FromPendant(string topic, string payload, bool retained = false) =>
        DialectCatalogue.Interpret(new DialectMessage(topic, Encoding.UTF8.GetBytes(payload), retained, Now, Pendant, _ => null));

    /// <summary>Interprets what the gateway published, with the devices behind it by their external names.</summary>
    public static Interpretation FromGateway(string topic, string payload, params (string Name, Device Device)[] bindings) =>
        FromGateway(topic, payload, Now, bindings);

    public static Interpretation FromGateway(string topic, string payload, DateTimeOffset at, params (string Name, Device Device)[] bindings) =>
        DialectCatalogue.Interpret(new DialectMessage(
            topic,
            Encoding.UTF8.GetBytes(payload),
            Retained: false,
            at,
            Gateway,
            name => bindings.FirstOrDefault(b => string.Equals(b.Name, name, StringComparison.Ordinal)).Device));

    /// <summary>The active signals' kinds.</summary>
    public static IEnumerable<SignalKind> Raised(this Interpretation said) => said.InState(SignalState.Active);

    /// <summary>The kinds that are said to be over.</summary>
    public static IEnumerable<SignalKind> Cleared(this Interpretation said) => said.InState(SignalState.Clear);

    public static Signal Single(this Interpretation said) => Assert.Single(Assert.Single(said.Readings).Signals).Signal;

    public static double? Metric(this Interpretation said, string name) =>
        said.Readings.Single().Telemetry?.Metrics.TryGetValue(name, out var value) is true ? value : null;

    private static IEnumerable<SignalKind> InState(this Interpretation said, SignalState state) =>
        said.Readings.SelectMany(r => r.Signals).Where(s => s.Signal.State == state).Select(s => s.Signal.Kind);
}
