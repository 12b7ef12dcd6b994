using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Server.Hosting.Json;

namespace ElderAlert.Server.Tests.Hosting;

public sealed class ContractJsonTests
{
    private static readonly JsonSerializerOptions Options = ContractJson.Options;

    [Fact]
    public void Event_Written_HasItsNameFirstAndPlainIdsEnumsAndSeconds()
    {
        JournalEvent fact = new IncidentOpened(
            new HouseholdId("h1"),
            Lane.Life,
            SignalKind.BedExit,
            new PriorityAssessment(Priority.High, [PriorityReason.LivesAlone]),
            DefaultPolicies.Life(new CentreId("c")),
            Signal: null,
            Actor.Of(new OperatorId("wang"), OperatorRole.Supervisor),
            Note: "她摔倒了");

        var json = JsonSerializer.SerializeToElement(fact, Options);

        Assert.Equal("type", json.EnumerateObject().First().Name);
        Assert.Equal("incidentOpened", json.GetProperty("type").GetString());
        Assert.Equal("h1", json.GetProperty("household").GetString());
        Assert.Equal("bedExit", json.GetProperty("kind").GetString());
        Assert.Equal("livesAlone", json.GetProperty("priority").GetProperty("reasons")[0].GetString());
        Assert.Equal(30, json.GetProperty("policy").GetProperty("steps")[0].GetProperty("wait").GetDouble());
        Assert.Equal("""{"kind":"operator","id":"wang","role":"supervisor"}""", json.GetProperty("by").GetRawText());
        Assert.Equal("她摔倒了", json.GetProperty("note").GetString());
        Assert.Contains("她摔倒了", json.GetRawText(), StringComparison.Ordinal);
    }

    public static TheoryData<Type> Events =>
        [.. typeof(JournalEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JournalEvent)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_OfEachType_CanBeWritten(Type type)
    {
        var fact = (JournalEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

        var json = JsonSerializer.SerializeToElement(fact, Options);

        Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(type.Name), json.GetProperty("type").GetString());
    }

    [Fact]
    public void DirectoryChanged_Written_KeepsBothTypes()
    {
        JournalEvent fact = new DirectoryChanged("household", "h1", Actor.System, Deleted: false);

        var json = JsonSerializer.SerializeToElement(fact, Options);

        Assert.Equal("directoryChanged", json.GetProperty("type").GetString());
        Assert.Equal("household", json.GetProperty("itemType").GetString());
    }

    [Fact]
    public void Ids_OfEveryType_AreTextBothWays()
    {
        foreach (var type in typeof(CentreId).Assembly.GetTypes().Where(t => t.IsValueType && IdConverterFactory.IsId(t)))
        {
            var id = JsonSerializer.Deserialize("\"x-1\"", type, Options);
            Assert.Equal("\"x-1\"", JsonSerializer.Serialize(id, type, Options));
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("7", type, Options));
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("\"\"", type, Options));
        }
    }

    [Theory]
    [InlineData("\"critical\"", true)]
    [InlineData("4", false)]
    [InlineData("\"urgent\"", false)]
    public void Enum_Read_IsANameOnly(string json, bool isGood)
    {
        if (isGood)
        {
            Assert.Equal(Priority.Critical, JsonSerializer.Deserialize<Priority>(json, Options));
        }
        else
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Priority>(json, Options));
        }
    }

    [Theory]
    [InlineData("90", true)]
    [InlineData("0.5", true)]
    [InlineData("\"00:01:30\"", false)]
    [InlineData("1e300", false)]
    public void Duration_Read_IsSeconds(string json, bool isGood)
    {
        if (isGood)
        {
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<TimeSpan>(json, Options), Options));
        }
        else
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TimeSpan>(json, Options));
        }
    }

    [Fact]
    public void RecipientAndReport_Written_AreTheContractsShape()
    {
        JournalEvent fact = new NotificationRequested(
            NotificationId.Of(new IncidentId("i"), 1), new RecipientRef(RecipientKind.Contact, "c1"), Channel.Sms, NotificationPurpose.Alarm);

        Assert.Equal(
            """{"type":"notificationRequested","notification":"i.1","recipient":{"kind":"contact","id":"c1"},"channel":"sms","purpose":"alarm","notBefore":null}""",
            JsonSerializer.Serialize(fact, Options));
    }
}
