using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Api;

public sealed class FileEndpointsTests : HotlineTests
{
    public static TheoryData<string, string> NewItems => new()
    {
        { "areas", """{"name":"Sanjiang","level":"village","parent":"alpha-village","location":{"latitude":29.6,"longitude":120.8}}""" },
        { "households", """{"name":"Wu","address":"Lane 9","area":"alpha-village","phone":"+8610000000009"}""" },
        { "residents", """{"household":"alpha-home","name":"Wu Lan","abilityLevel":3,"livesAlone":false,"birthYear":1939,"conditions":["deaf"]}""" },
        { "contacts", """{"household":"alpha-home","name":"Son Wu","relation":"son","order":2,"methods":[{"channel":"voice","address":"+8610000000008","verified":true}],"language":"english","hours":[{"days":["monday"],"from":"08:00:00","to":"22:30:00"}]}""" },
        { "responders", """{"name":"Doctor Xu","role":"doctor","areas":["alpha-village"],"methods":[],"onDuty":false,"language":"chinese"}""" },
        { "devices", """{"household":"alpha-home","type":"smokeDetector","model":"S1","room":"kitchen","buttonIsSos":false}""" },
        { "policies", """{"name":"Quick","lane":"life","steps":[{"targets":[{"kind":"nextContact","channels":["sms"],"contact":null,"line":null,"most":null,"withinM":null,"otherwise":{"kind":"nearestResponder","channels":[],"contact":null,"line":null,"most":null,"withinM":5000,"otherwise":null}}],"wait":20}],"rounds":2,"times":{"delivery":30,"answer":90,"voiceContact":90,"claimProgress":180,"acknowledgeProgress":300,"onScene":1800,"resolve":7200,"followUp":86400,"repeat":300,"enRoute":null,"takeover":120,"longestRepeat":3600},"fanOutFrom":"critical"}""" },
        { "rotas", """{"name":"Nights","of":"operators","shifts":[{"hours":{"days":["monday"],"from":"20:00:00","to":"08:00:00"},"begins":"2026-11-23","turns":[{"members":["wang"]}]}],"overrides":[]}""" },
        { "device-profiles", """{"name":"Battery hub","heartbeat":900,"lostAfter":2700}""" },
        { "silence-policies", """{"outage":{"share":0.4,"households":5,"within":600},"battery":{"lowPercent":15,"goodPercent":40,"remindAfter":86400},"inactivity":{"daysToLearn":7,"daysKept":60,"daysPerException":28,"margin":1800,"atLeast":3600,"unlearned":43200,"out":36000,"settle":900},"absence":{"longest":2592000,"departure":3600}}""" },
        { "absences", """{"household":"alpha-home","reason":"hospital","from":"2027-02-01T08:00:00+00:00","to":"2027-02-05T08:00:00+00:00","note":"ward 7"}""" },
        { "residents", """{"household":"alpha-home","name":"Wu Bo","abilityLevel":3,"livesAlone":true,"plan":{"checkIns":[{"at":"09:00:00","grace":3600,"early":3600,"signs":["button","motion"]}],"geofence":{"radiusM":300,"centre":null},"nightDoor":{"from":"23:00:00","to":"05:00:00","returnWithin":900},"watchInactivity":true}}""" },
        { "operators", """{"name":"Ma","role":"operator","methods":[],"language":"chinese","password":"long enough"}""" },
    };

    [Theory]
    [MemberData(nameof(NewItems))]
    public async Task Item_AddedReadChangedAndRemoved_IsAsWrittenEachTime(string path, string json)
    {
        using var admin = await Hotline.SignInAsync("admin");
        var document = JsonElement.Parse(json);

        using var added = await admin.Http.PostAsync($"/api/{path}", Json(json));
        Assert.True(added.StatusCode == HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
        var read = await admin.GetAsync(added.Headers.Location!.ToString());
        AssertHolds(document, read);
        Assert.Contains((await admin.GetAsync($"/api/{path}?limit=1000")).EnumerateArray(), i => i.GetProperty("id").GetString() == read.GetProperty("id").GetString());

        using var changed = await admin.Http.PutAsync(added.Headers.Location, Json(json.Replace("\"name\":\"", "\"name\":\"New ", StringComparison.Ordinal)));
        Assert.True(changed.StatusCode == HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        using var removed = await admin.Http.DeleteAsync(added.Headers.Location);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await admin.Http.GetAsync(added.Headers.Location);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        var id = read.GetProperty("id").GetString()!;
        var changes = (await Hotline.JournalAsync(Hotline.Alpha)).Select(e => e.Event).OfType<DirectoryChanged>().Where(c => c.Key == id).ToList();
        Assert.Equal([false, false, true], changes.Select(c => c.Deleted));
        Assert.All(changes, c => Assert.Equal("admin", c.By.Id));
    }

    [Theory]
    [InlineData("/api/areas/beta-village")]
    [InlineData("/api/households/beta-home")]
    [InlineData("/api/residents/beta-chen")]
    [InlineData("/api/devices/beta-pendant")]
    [InlineData("/api/contacts/beta-daughter")]
    [InlineData("/api/responders/beta-guard")]
    [InlineData("/api/policies/beta-life")]
    [InlineData("/api/operators/bela")]
    [InlineData("/api/centres/beta")]
    public async Task Item_OfAnotherCentre_IsNotFoundAndNotListed(string address)
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var one = await admin.Http.GetAsync(address);
        using var removed = await admin.Http.DeleteAsync(address);
        var list = await admin.Http.GetStringAsync(address[..address.LastIndexOf('/')]);

        Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
        Assert.Contains(removed.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.DoesNotContain("beta", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_WithAnIdThatAnotherCentreHas_IsRefused()
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var answer = await admin.Http.PutAsync("/api/households/beta-home", Json("""{"name":"Mine","address":"x","area":"alpha-village"}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(Hotline.Beta, Hotline.Server.Engine.Directory.Find(Hotline.OtherHome)!.Centre);
    }

    [Theory]
    [InlineData("households", """{"name":"Wu","address":"x","area":"nowhere"}""", 422, "nowhere")]
    [InlineData("households", """{"name":"Wu","address":"x","area":"alpha-village","location":{"latitude":91,"longitude":0}}""", 400, "location.latitude")]
    [InlineData("households", """{"name":"","address":"x","area":"alpha-village"}""", 400, "name")]
    [InlineData("households", """{"address":"x","area":"alpha-village"}""", 400, "name")]
    [InlineData("households", """{"id":"a/b","name":"Wu","address":"x","area":"alpha-village"}""", 422, "id")]
    [InlineData("residents", """{"household":"alpha-home","name":"A","abilityLevel":5,"livesAlone":true}""", 422, "ability level")]
    [InlineData("contacts", """{"household":"alpha-home","name":"A","relation":"son","order":1,"methods":[{"channel":"sms","address":"138"}]}""", 422, "international")]
    [InlineData("devices", """{"household":"beta-home","type":"toaster"}""", 400, "type")]
    [InlineData("device-profiles", """{"name":"A","heartbeat":900,"lostAfter":900}""", 422, "longer than heartbeat")]
    [InlineData("devices", """{"household":"alpha-home","type":"gateway","profile":"nothing"}""", 422, "profile nothing")]
    [InlineData("residents", """{"household":"alpha-home","name":"A","abilityLevel":1,"livesAlone":true,"plan":{"checkIns":[{"at":"09:00:00","grace":0,"early":0,"signs":[]}]}}""", 422, "grace")]
    [InlineData("silence-policies", """{"outage":{"share":0,"households":1,"within":0},"battery":{"lowPercent":50,"goodPercent":40,"remindAfter":1},"inactivity":{"daysToLearn":0,"daysKept":1,"daysPerException":1,"margin":1,"atLeast":1,"unlearned":1,"out":1,"settle":1},"absence":{"longest":1,"departure":1}}""", 422, "rhythm")]
    [InlineData("absences", """{"household":"alpha-home","reason":"visit","from":"2027-02-05T08:00:00Z","to":"2027-02-01T08:00:00Z"}""", 422, "absenceEndsBeforeStart")]
    [InlineData("absences", """{"household":"alpha-home","reason":"visit","from":"2027-02-05T08:00:00Z","to":"2027-12-01T08:00:00Z"}""", 422, "absenceTooLong")]
    [InlineData("absences", """{"household":"alpha-home","resident":"beta-chen","reason":"visit","from":"2027-02-05T08:00:00Z","to":"2027-02-06T08:00:00Z"}""", 422, "absenceForeignResident")]
    [InlineData("absences", """{"household":"alpha-home","reason":"party","from":"2027-02-05T08:00:00Z","to":"2027-02-06T08:00:00Z"}""", 400, "reason")]
    [InlineData("absences", """{"household":"alpha-home","reason":"visit","from":"2027-02-05T08:00:00","to":"2027-02-06T08:00:00Z"}""", 400, "with its offset")]
    [InlineData("operators", """{"name":"A","role":"operator","password":"short"}""", 400, "password")]
    [InlineData("contacts", """{"household":"alpha-home","name":"A","relation":"son","order":1,"methods":[null]}""", 400, "methods")]
    [InlineData("contacts", """{"household":"alpha-home","name":"A","relation":"son","order":1,"methods":[{"channel":"sms","address":"+8610000000066"}],"hours":[null]}""", 400, "hours")]
    [InlineData("rotas", """{"name":"A","of":"operators","shifts":[null]}""", 400, "shifts")]
    [InlineData("rotas", """{"name":"A","of":"operators","shifts":[{"hours":{"days":["monday"],"from":"20:00","to":"08:00"},"begins":"2026-11-23","turns":[{"members":[null]}]}]}""", 400, "members")]
    [InlineData("policies", """{"name":"A","lane":"life","steps":[null],"rounds":1,"times":{"delivery":1,"answer":1,"voiceContact":1,"claimProgress":1,"acknowledgeProgress":1,"onScene":1,"resolve":1,"followUp":1,"repeat":1}}""", 400, "steps")]
    [InlineData("policies", """{"name":"A","lane":"life","steps":[{"targets":[null],"wait":20}],"rounds":1,"times":{"delivery":1,"answer":1,"voiceContact":1,"claimProgress":1,"acknowledgeProgress":1,"onScene":1,"resolve":1,"followUp":1,"repeat":1}}""", 400, "targets")]
    [InlineData("residents", """{"household":"alpha-home","name":"A","abilityLevel":3,"livesAlone":true,"plan":{"checkIns":[null],"watchInactivity":true}}""", 400, "checkIns")]
    [InlineData("operators", """{"name":"A","role":"operator"}""", 400, "password")]
    [InlineData("policies", """{"name":"A","lane":"life","steps":[],"rounds":0,"times":{"delivery":1,"answer":1,"voiceContact":1,"claimProgress":1,"acknowledgeProgress":1,"onScene":1,"resolve":1,"followUp":1,"repeat":1}}""", 422, "step")]
    public async Task Item_ThatCannotBe_IsRefusedWithItsReason(string path, string json, int status, string word)
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var answer = await admin.Http.PostAsync($"/api/{path}", Json(json));

        var problem = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Guiying", true)]
    [InlineData("chen lane", true)]
    [InlineData("+8610000000000", true)]
    [InlineData("Lane 3", true)]
    [InlineData("Zhou", false)]
    public async Task Households_Searched_AreMatchedOnNameAddressPhoneAndResidents(string words, bool isFound)
    {
        using var wang = await Hotline.SignInAsync("wang");

        var found = await wang.GetAsync($"/api/households?q={Uri.EscapeDataString(words)}");

        Assert.Equal(isFound, found.EnumerateArray().Any(h => h.GetProperty("id").GetString() == "alpha-home"));
    }

    [Fact]
    public async Task Household_EntryData_IsKeptWhenLeftOutTakenAwayWhenEmptyAndNeverRead()
    {
        using var admin = await Hotline.SignInAsync("admin");
        const string Body = """{"name":"Wu","address":"x","area":"alpha-village"}""";
        await admin.Http.PutAsync("/api/households/wu", Json(Body[..^1] + ""","entryData":"code 99887"}"""));

        using var kept = await admin.Http.PutAsync("/api/households/wu", Json(Body));
        var afterKeeping = Hotline.Server.Engine.Directory.Find(new HouseholdId("wu"))!.EntryData;
        using var emptied = await admin.Http.PutAsync("/api/households/wu", Json(Body[..^1] + ""","entryData":""}"""));

        Assert.Equal("code 99887", afterKeeping!.Value.Value);
        Assert.Null(Hotline.Server.Engine.Directory.Find(new HouseholdId("wu"))!.EntryData);
        Assert.True((await TestBrowser.BodyOf(kept)).GetProperty("hasEntryData").GetBoolean());
        Assert.DoesNotContain("99887", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await admin.Http.DeleteAsync("/api/households/wu");
    }

    [Fact]
    public async Task Device_NewKey_IsShownOnceAndOpensTheDoor()
    {
        using var admin = await Hotline.SignInAsync("admin");

        var (status, shown) = await admin.PostAsync("/api/devices/alpha-pendant/key");
        var read = await admin.GetAsync("/api/devices/alpha-pendant");

        Assert.Equal(HttpStatusCode.OK, status);
        var key = shown.GetProperty("key").GetString()!;
        Assert.True(DeviceKey.Verify(Encoding.UTF8.GetBytes(key), Hotline.Server.Engine.Directory.Find(Hotline.Pendant)!.KeyHash));
        Assert.True(read.GetProperty("hasKey").GetBoolean());
        Assert.DoesNotContain("sha256", read.GetRawText(), StringComparison.Ordinal);
        using var other = await admin.Http.PostAsJsonAsync("/api/devices/beta-pendant/key", new { });
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Operators_ReadAndListed_NeverShowAPasswordsHash()
    {
        using var admin = await Hotline.SignInAsync("admin");

        Assert.DoesNotContain("pbkdf2", await admin.Http.GetStringAsync("/api/operators"), StringComparison.Ordinal);
        Assert.DoesNotContain("pbkdf2", await admin.Http.GetStringAsync("/api/operators/wang"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_LastAdministrator_CannotBeRemovedOrDemoted()
    {
        using var admin = await Hotline.SignInAsync("bela-admin");

        using var removed = await admin.Http.DeleteAsync("/api/operators/bela-admin");
        using var demoted = await admin.Http.PutAsync("/api/operators/bela-admin", Json("""{"name":"B","role":"operator"}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, removed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, demoted.StatusCode);
    }

    [Fact]
    public async Task Add_SameRequestTwice_MakesOneItem()
    {
        using var admin = await Hotline.SignInAsync("admin");
        const string Body = """{"household":"alpha-home","name":"Twin","abilityLevel":0,"livesAlone":false,"requestId":"twin-1"}""";

        using var first = await admin.Http.PostAsync("/api/residents", Json(Body));
        using var second = await admin.Http.PostAsync("/api/residents", Json(Body));

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await admin.Http.DeleteAsync(first.Headers.Location);
    }

    [Fact]
    public async Task Add_IdThatIsTaken_IsAConflict()
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var answer = await admin.Http.PostAsync("/api/households", Json("""{"id":"alpha-home","name":"Wu","address":"x","area":"alpha-village"}"""));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Everything that was written is read back the same, but for what is never read.</summary>
    private static void AssertHolds(JsonElement written, JsonElement read)
    {
        foreach (var field in written.EnumerateObject().Where(f => f.Name != "password"))
        {
            if (field.Value.ValueKind == JsonValueKind.Object)
            {
                AssertHolds(field.Value, read.GetProperty(field.Name));
            }
            else
            {
                Assert.True(JsonElement.DeepEquals(field.Value, read.GetProperty(field.Name)), $"{field.Name}: {read}");
            }
        }
    }
}
