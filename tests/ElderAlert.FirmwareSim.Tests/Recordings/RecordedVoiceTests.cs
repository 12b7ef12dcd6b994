using System.Text.Json;
using ElderAlert.FirmwareSim.Recordings;
using ElderAlert.FirmwareSim.Zigbee;
using ElderAlert.Tests.Shared;

namespace ElderAlert.FirmwareSim.Tests.Recordings;

public sealed class RecordedVoiceTests
{
    private static readonly ZigbeeReport Alarm = new(ZigbeeOccasion.Alarm, IsActive: false, 80, 100);

    [Theory]
    [InlineData(SimulatedDeviceType.Pendant)]
    [InlineData(SimulatedDeviceType.Radar)]
    [InlineData(SimulatedDeviceType.SmokeDetector)]
    [InlineData(SimulatedDeviceType.GasDetector)]
    [InlineData(SimulatedDeviceType.CoDetector)]
    [InlineData(SimulatedDeviceType.LeakDetector)]
    public void Say_Alarm_IsARecordedAlarmOfItsType(SimulatedDeviceType type)
    {
        var voice = Voice(out var payloads);
        for (var number = 0; number < 20; number++)
        {
            var said = voice.Say(Device(type, number), Alarm);

            Assert.Contains(payloads, payload => payload.Type == type && payload.Occasion == ZigbeeOccasion.Alarm && payload.Bytes.AsSpan().SequenceEqual(said));
        }
    }

    [Fact]
    public void Say_ManyDevices_AreOfSeveralModelsAndEachKeepsToIts()
    {
        var (voice, again) = (Voice(out _), Voice(out _));
        var said = Enumerable.Range(0, 40).Select(number => Say(voice, number)).ToList();

        Assert.InRange(said.Distinct().Count(), 4, 40);
        Assert.Equal(said, Enumerable.Range(0, 40).Select(number => Say(again, number)));
    }

    [Fact]
    public void Say_PlainButton_IsOnlyUsedWhereRegistrationSaysThatItCalls()
    {
        var voice = Voice(out _);
        var plain = Enumerable.Range(0, 200).Select(number => Json(voice.Say(Device(SimulatedDeviceType.Pendant, number), Alarm)));
        var registered = Enumerable.Range(0, 200)
            .Select(number => Json(voice.Say(Device(SimulatedDeviceType.Pendant, number) with { ButtonIsSos = true }, Alarm)));

        Assert.DoesNotContain(plain, IsSingle);
        Assert.Contains(registered, IsSingle);
    }

    [Fact]
    public void Say_WhatNobodyRecorded_IsComposed()
    {
        var said = Json(Voice(out _).Say(Device(SimulatedDeviceType.GasDetector, 1), new ZigbeeReport(ZigbeeOccasion.Clear, IsActive: false, 80, 100)));

        Assert.False(said.GetProperty("gas").GetBoolean());
    }

    [Fact]
    public void Read_FileWithoutMeaning_SaysWhichFile()
    {
        var folder = Directory.CreateTempSubdirectory("firmware-sim-");
        File.WriteAllText(Path.Combine(folder.FullName, "odd.json"), """{"payload":{}}""");

        var exception = Assert.Throws<FormatException>(() => RecordedPayload.Read(folder.FullName));

        Assert.Contains("odd.json", exception.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static string Say(RecordedVoice voice, int number) =>
        System.Text.Encoding.UTF8.GetString(voice.Say(Device(SimulatedDeviceType.LeakDetector, number), Alarm));

    private static bool IsSingle(JsonElement said) => said.TryGetProperty("action", out var action) && action.GetString() == "single";

    private static JsonElement Json(byte[] said) => JsonDocument.Parse(said).RootElement;

    private static RecordedVoice Voice(out IReadOnlyList<RecordedPayload> payloads)
    {
        payloads = RecordedPayload.Read(RecordedData.Require("payloads/zigbee2mqtt"));
        return new RecordedVoice(payloads, new ComposedVoice(), seed: 1);
    }

    private static SimulatedDevice Device(SimulatedDeviceType type, int number) => new($"d{number}", type) { Gateway = "g", ExternalName = $"n{number}" };
}
