using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Codec;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Tests.Codec;

/// <summary>
/// The files in OldVersions are bodies as earlier versions wrote them, byte for byte, named <c>event.version.json</c>. They are never
/// changed: journals are full of them.
/// </summary>
public sealed class EventUpcastsTests
{
    private static readonly BodyCodec Codec = new(KeyRing.Empty());

    private static readonly Signal Heard = Samples.Signal("b3c1-17") with
    {
        At = Samples.Now.AddSeconds(-2),
        Sequence = 17,
        Boot = "b3c1",
        Confidence = 0.93,
        Location = new GeoPoint(29.59, 120.83, 12),
    };

    public static TheoryData<string> Stored => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Codec/OldVersions");

    [Fact]
    public void IncidentOpened_Version1_IsReadWithPlaceAndDetail()
    {
        var opened = Assert.IsType<IncidentOpened>(Read("incidentOpened.1"));
        Assert.Equal(Facts.Print(Samples.Opened() with { Signal = Heard }), Facts.Print(opened));
    }

    [Fact]
    public void SignalJoined_Version1_IsReadWithPlaceAndDetail() =>
        Assert.Equal(Facts.Print(new SignalJoined(Heard with { Id = "b3c1-18" })), Facts.Print(Read("signalJoined.1")));

    [Fact]
    public void SignalRecorded_Version1WithoutDetail_IsReadWithoutIt() => Assert.Equal(
        Facts.Print(new SignalRecorded(Heard with { Id = "b3c1-19", Kind = SignalKind.Online, Detail = null })),
        Facts.Print(Read("signalRecorded.1")));

    [Fact]
    public void OldVersions_OfEveryStep_AreKeptAsFiles() => Assert.Equal(
        EventUpcasts.All.Select(n => $"{n.Name}.{n.Version}").Order(StringComparer.Ordinal),
        Stored.Select(row => row.Data));

    [Fact]
    public void DecodeEvent_VersionOfTheFuture_NamesIt()
    {
        var refused = Assert.Throws<JournalException>(() => Codec.DecodeEvent(Samples.Centre, new EventName("signalJoined", 3), "{}"u8));
        Assert.Contains("version 3 of the event signalJoined", refused.Message, StringComparison.Ordinal);
        Assert.Contains("written by a newer one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DecodeEvent_EventOfTheFuture_NamesIt()
    {
        var refused = Assert.Throws<JournalException>(() => Codec.DecodeEvent(Samples.Centre, new EventName("robotSent", 1), "{}"u8));
        Assert.Contains("the event robotSent", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "{}", "No step leads from version 0")]
    [InlineData(1, "[]", "signalJoined cannot be read")]
    [InlineData(1, "{", "signalJoined cannot be read")]
    [InlineData(1, "{\"signal\":7}", "SignalJoined of centre shengzhou cannot be read")]
    public void DecodeEvent_DamagedBodyOfAnOldVersion_SaysSo(int version, string body, string hint)
    {
        var refused = Assert.Throws<JournalException>(() =>
            Codec.DecodeEvent(Samples.Centre, new EventName("signalJoined", version), System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.Contains(hint, refused.Message, StringComparison.Ordinal);
    }

    private static JournalEvent Read(string file)
    {
        var body = File.ReadAllBytes(Path.Combine(Folder, file + ".json"));
        var dot = file.LastIndexOf('.');
        return Codec.DecodeEvent(Samples.Centre, new EventName(file[..dot], int.Parse(file[(dot + 1)..], CultureInfo.InvariantCulture)), body);
    }
}
