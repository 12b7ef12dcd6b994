using System.Globalization;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using static ElderAlert.Devices.Tests.DeviceSetup;

namespace ElderAlert.Devices.Tests.OwnSchema;

public sealed class SignalMessageTests
{
    private const string Topic = "ea/v1/pendant-1/signal";

    [Fact]
    public void Read_WholeMessage_KeepsEveryField()
    {
        var said = FromPendant(Topic, """
            {"id":"b3c1-17","kind":"fall","at":"2026-11-21T03:12:07Z","seq":17,"boot":"b3c1","confidence":0.93,
             "location":{"lat":29.59,"lon":120.83,"accuracyM":12},"detail":{"room":"bathroom","peakG":2.9},"new":"field"}
            """);

        Assert.Empty(said.Problems);
        var signal = said.Single();
        Assert.Equal(
            new Signal(
                "b3c1-17", Pendant.Id, SignalKind.Fall, SignalState.Active, Now, Now.AddSeconds(-1), 17, "b3c1", 0.93, new GeoPoint(29.59, 120.83, 12), signal.Detail),
            signal);
        Assert.Equal("bathroom", signal.Detail!["room"]);
        Assert.Equal("2.9", signal.Detail["peakG"]);
        Assert.False(said.Readings[0].Signals[0].IsLevel);
    }

    [Theory]
    [InlineData("SOS", SignalKind.Sos)]
    [InlineData("bedExit", SignalKind.BedExit)]
    [InlineData("bed_exit", SignalKind.BedExit)]
    [InlineData("BATTERY-LOW", SignalKind.BatteryLow)]
    [InlineData("missedCheckIn", SignalKind.MissedCheckIn)]
    public void Read_KindInAnySpelling_IsKnown(string name, SignalKind expected) =>
        Assert.Equal(expected, FromPendant(Topic, $$"""{"id":"1","kind":"{{name}}"}""").Single().Kind);

    [Theory]
    [InlineData("""{"id":"1","kind":"Suspected-Fall"}""", 0.3)]
    [InlineData("""{"id":"1","kind":"maybeFall","confidence":0.8}""", 0.8)]
    [InlineData("""{"id":"1","kind":"fall"}""", null)]
    public void Read_SuspectedFall_IsAFallOfLowConfidence(string payload, double? confidence)
    {
        var signal = FromPendant(Topic, payload).Single();

        Assert.Equal((SignalKind.Fall, confidence), (signal.Kind, signal.Confidence));
    }

    [Fact]
    public void Read_EveryKind_HasAName()
    {
        foreach (var kind in Enum.GetValues<SignalKind>())
        {
            Assert.Equal(kind, FromPendant(Topic, $$"""{"id":"1","kind":"{{kind}}"}""").Single().Kind);
        }
    }

    [Theory]
    [InlineData("clear", SignalState.Clear)]
    [InlineData(" Inactive ", SignalState.Clear)]
    [InlineData("active", SignalState.Active)]
    public void Read_State_IsKept(string state, SignalState expected) =>
        Assert.Equal(expected, FromPendant(Topic, $$"""{"id":"1","kind":"smoke","state":"{{state}}"}""").Single().State);

    [Fact]
    public void Read_UnknownKind_IsRefusedByName()
    {
        var said = FromPendant(Topic, """{"id":"1","kind":"explosion"}""");

        Assert.Empty(said.Readings);
        var problem = Assert.Single(said.Problems);
        Assert.Equal(InputProblem.UnknownKind, problem.Problem);
        Assert.Contains("explosion", problem.Reason, StringComparison.Ordinal);
        Assert.False(problem.Routine);
    }

    [Theory]
    [InlineData("""{"kind":"fall"}""", "id")]
    [InlineData("""{"kind":"fall","id":""}""", "id")]
    [InlineData("""{"kind":"fall","id":true}""", "id")]
    [InlineData("""{"kind":"fall","id":"1","confidence":7}""", "confidence")]
    [InlineData("""{"kind":"fall","id":"1","at":"yesterday"}""", "at")]
    [InlineData("""{"kind":"fall","id":"1","at":1e300}""", "at")]
    [InlineData("""{"kind":"fall","id":"1","seq":1.5}""", "seq")]
    [InlineData("""{"kind":"fall","id":"1","boot":{}}""", "boot")]
    [InlineData("""{"kind":"fall","id":"1","location":{"lat":290.59,"lon":120.83}}""", "location")]
    [InlineData("""{"kind":"fall","id":"1","location":"home"}""", "location")]
    [InlineData("""{"kind":"fall","id":"1","detail":["x"]}""", "detail")]
    [InlineData("""{"kind":"fall","id":"1","state":"maybe"}""", "state")]
    public void Read_OneFieldWrong_RaisesTheSignalAndNamesTheField(string payload, string field)
    {
        var said = FromPendant(Topic, payload);

        Assert.Equal([SignalKind.Fall], said.Raised());
        Assert.Contains($"\"{field}\"", Assert.Single(said.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IdOf128Characters_IsTaken_And129IsNot()
    {
        Assert.Equal(new string('a', 128), FromPendant(Topic, $$"""{"id":"{{new string('a', 128)}}","kind":"sos"}""").Single().Id);

        var said = FromPendant(Topic, $$"""{"id":"{{new string('a', 129)}}","kind":"sos"}""");
        Assert.StartsWith("x-", said.Single().Id, StringComparison.Ordinal);
        Assert.Single(said.Problems);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"1970-01-01T00:00:00Z\"")]
    [InlineData("\"2000-01-01T00:00:12+08:00\"")]
    [InlineData("4294967295")]
    public void Read_NoIdAndAClockThatWasNeverSet_EachPressCounts(string at) =>
        Assert.NotEqual(PressWithoutId(at, Now).Id, PressWithoutId(at, Now.AddHours(3)).Id);

    [Fact]
    public void Read_NoIdAndATimeThatCanBeTrue_ARedeliveryIsTheSameSignal() =>
        Assert.Equal(PressWithoutId("\"2026-11-21T03:12:07Z\"", Now).Id, PressWithoutId("\"2026-11-21T03:12:07Z\"", Now.AddHours(3)).Id);

    [Fact]
    public void Read_NumberAsId_CountsAsItsDigits() => Assert.Equal("17", FromPendant(Topic, """{"id":17,"kind":"sos"}""").Single().Id);

    [Theory]
    [InlineData("\"1970-01-01T00:00:05Z\"")]
    [InlineData("5")]
    public void Read_ClockAt1970_IsKeptAndSuspect(string at)
    {
        var signal = FromPendant(Topic, $$"""{"id":"1","kind":"sos","at":{{at}}}""").Single();

        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(5), signal.At);
        Assert.True(signal.IsClockSuspect);
        Assert.Equal(Now, signal.ReceivedAt);
    }

    [Theory]
    [InlineData("2026-11-21T03:12:07Z", "2026-11-21T03:12:07.0000000+00:00")]
    [InlineData("2026-11-21T03:12Z", "2026-11-21T03:12:00.0000000+00:00")]
    [InlineData("2026-11-21T03:12:07.1234567Z", "2026-11-21T03:12:07.1234567+00:00")]
    [InlineData("2026-11-21T03:12:07.12345678Z", "2026-11-21T03:12:07.1234568+00:00")]
    [InlineData("2026-11-21T03:12:07", "2026-11-21T03:12:07.0000000+00:00")]
    [InlineData("2026-11-21T11:12:07.5+08:00", "2026-11-21T11:12:07.5000000+08:00")]
    [InlineData("2026-11-21", "2026-11-21T00:00:00.0000000+00:00")]
    [InlineData("Sat, 21 Nov 2026 03:12:07 GMT", "2026-11-21T03:12:07.0000000+00:00")]
    [InlineData("2026-11-21T03:12:07.Z", null)]
    [InlineData("2026-02-29T03:12:07Z", null)]
    public void Read_Time_KeepsItsOffset_AndIsUtcWithoutOne(string at, string? expected) =>
        Assert.Equal(expected, FromPendant(Topic, $$"""{"id":"1","kind":"sos","at":"{{at}}"}""").Single().At?.ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void Read_FieldTwice_TheLastCounts()
    {
        var said = FromPendant(Topic, """{"kind":"fall","id":"1","at":"yesterday","seq":1,"kind":"sos","id":"2","at":null,"se\u0071":2}""");

        Assert.Empty(said.Problems);
        var signal = said.Single();
        Assert.Equal(("2", SignalKind.Sos, null, 2), (signal.Id, signal.Kind, signal.At, signal.Sequence));
        Assert.Null(signal.Detail);
    }

    [Fact]
    public void Read_NullFields_SayNothing()
    {
        var said = FromPendant(
            Topic, """{"id":"1","kind":"sos","state":null,"at":null,"seq":null,"boot":null,"confidence":null,"location":null,"detail":null}""");

        Assert.Empty(said.Problems);
        Assert.Equal(new Signal("1", Pendant.Id, SignalKind.Sos, SignalState.Active, Now), said.Single());
    }

    [Fact]
    public void Read_ManyFieldsWrong_ReportsThemInOneOrder()
    {
        var said = FromPendant(
            Topic, """{"kind":"sos","location":1,"confidence":2,"boot":{},"seq":"x","state":"maybe","at":"soon","detail":1}""");

        Assert.Equal(["detail", "at", "id", "state", "seq", "boot", "confidence", "location"], said.Problems.Select(p => p.Reason.Split('"')[1]));
    }

    [Fact]
    public void Read_MoreThan20Details_KeepsThoseAmongTheFirst20ThatSaySomething()
    {
        var entries = string.Join(',', Enumerable.Range(0, 25).Select(i => $"\"d{i}\":{(i is 3 ? "null" : "1")}"));
        var detail = FromPendant(Topic, "{\"id\":\"1\",\"kind\":\"sos\",\"detail\":{" + entries + "}}").Single().Detail!;

        Assert.Equal(19, detail.Count);
        Assert.Contains("d19", detail);
    }

    [Fact]
    public void Read_UnreadableTime_IsKeptAsDetail() =>
        Assert.Equal("yesterday", FromPendant(Topic, """{"id":"1","kind":"sos","at":"yesterday"}""").Single().Detail!["at"]);

    [Fact]
    public void Read_NulTerminatedWithByteOrderMark_IsRead() =>
        Assert.Equal(SignalKind.Sos, FromPendant(Topic, "\uFEFF{\"id\":\"1\",\"kind\":\"sos\",}\0\0").Single().Kind);

    [Fact]
    public void Read_RetainFlag_IsKept() => Assert.True(FromPendant(Topic, """{"id":"1","kind":"sos"}""", retained: true).Single().Retained);

    private static Signal PressWithoutId(string at, DateTimeOffset receivedAt) => DialectCatalogue.Interpret(new DialectMessage(
        Topic, Encoding.UTF8.GetBytes($$"""{"kind":"sos","at":{{at}}}"""), Retained: false, receivedAt, Pendant, _ => null)).Single();
}
