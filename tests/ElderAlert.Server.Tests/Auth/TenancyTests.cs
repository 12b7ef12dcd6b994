using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Auth;

/// <summary>Every endpoint under /api, called by one hotline's administrator about what is on another's file.</summary>
public sealed class TenancyTests : HotlineTests
{
    private const string Session = "session";
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly string[] OfTheServer =
        [nameof(NotificationRequested), nameof(NotificationSending), nameof(NotificationAccepted), nameof(NotificationDelivered)];

    /// <summary>What the first part of an address names, in the other hotline's file. A new kind of address must be added here.</summary>
    private static readonly Dictionary<string, string> Theirs = new(StringComparer.Ordinal)
    {
        ["absences"] = "beta-away",
        ["areas"] = "beta-village",
        ["centres"] = "beta",
        ["contacts"] = "beta-daughter",
        ["device-profiles"] = "beta-profile",
        ["devices"] = "beta-pendant",
        ["households"] = "beta-home",
        ["operators"] = "bela",
        ["policies"] = "beta-life",
        ["residents"] = "beta-chen",
        ["responders"] = "beta-guard",
        ["rotas"] = "beta-nights",
        ["silence-policies"] = "beta",
    };

    [Fact]
    public async Task Endpoints_AboutAnotherHotlinesFile_ShowNothingAndChangeNothing()
    {
        await FileAsync();
        var incident = (await Hotline.AlarmAsync(Hotline.OtherPendant)).Value;
        var before = await Hotline.JournalAsync(Hotline.Beta);
        using var admin = await Hotline.SignInAsync("admin");

        var wrong = new List<string>();
        var calls = Calls(incident).ToList();
        foreach (var (method, path, id) in calls)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method is "POST" or "PUT" ? JsonContent.Create(new { household = Hotline.OtherHome.Value }) : null;
            using var answer = await admin.Http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            var isShut = id is null || (int)answer.StatusCode is >= 400 and < 500;
            // What was asked for may be named in the answer; anything else of theirs may not.
            if (!isShut || said.Replace(id ?? Hotline.OtherHome.Value, "", StringComparison.Ordinal).Contains("beta", StringComparison.Ordinal))
            {
                wrong.Add($"{method} {path}: {(int)answer.StatusCode} {said}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(calls.Count > 60, $"only {calls.Count} endpoints were found");
        // What the server does for their incident meanwhile is not somebody's doing.
        var after = (await Hotline.JournalAsync(Hotline.Beta)).Skip(before.Count);
        Assert.All(after, entry => Assert.Contains(entry.Event.GetType().Name, OfTheServer));
    }

    /// <summary>Whoever could file a contact or a device under another hotline's home would be told of its alarms, or raise some.</summary>
    [Theory]
    [InlineData("/api/contacts/x", """{"household":"beta-home","name":"Son","relation":"son","order":2,"methods":[{"channel":"sms","address":"+8610000000008","verified":true}]}""")]
    [InlineData("/api/devices/x", """{"household":"beta-home","type":"pendant"}""")]
    [InlineData("/api/devices/x", """{"household":"alpha-home","type":"smokeDetector","gateway":"beta-pendant","externalName":"kitchen"}""")]
    [InlineData("/api/residents/x", """{"household":"beta-home","name":"Wu","abilityLevel":1,"livesAlone":false}""")]
    [InlineData("/api/absences/x", """{"household":"beta-home","reason":"visit","from":"2026-11-21T08:00:00Z","to":"2026-11-22T08:00:00Z"}""")]
    [InlineData("/api/responders/x", """{"name":"Lu","role":"volunteer","areas":["beta-village"],"methods":[{"channel":"sms","address":"+8610000000008","verified":true}]}""")]
    [InlineData("/api/areas/x", """{"parent":"beta-village","level":"village","name":"X"}""")]
    public async Task Put_UnderAnotherHotlinesItem_IsToldThatThereIsNone(string path, string body)
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var theirs = await admin.Http.PutAsync(path, Json(body));
        using var nobodys = await admin.Http.PutAsync(path, Json(body.Replace("beta-", "nobodys-", StringComparison.Ordinal)));

        Assert.InRange((int)theirs.StatusCode, 400, 499);
        var (said, ofNobody) = (await DetailAsync(theirs), await DetailAsync(nobodys));
        Assert.Contains("is not on file", said, StringComparison.Ordinal);
        Assert.Equal(ofNobody, said.Replace("beta-", "nobodys-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outbox_PhonesOfAnotherHotlinesPeople_AreNeitherShownNorAnswered()
    {
        var daughter = Hotline.Server.Engine.Directory.Find(new ContactId("beta-daughter"))! with { Methods = [new(Channel.Sms, "+8610000000009")] };
        Assert.IsType<EditResult.Done>(await Hotline.Server.Engine.EditAsync(new DirectoryEdit(Hotline.Beta, Actor.System, [daughter], []), CancellationToken.None));
        var incident = await Hotline.AlarmAsync(Hotline.OtherPendant);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await Hotline.Server.Engine.FindAsync(incident, patience.Token))!.Notifications.Any(n => n.State >= NotificationState.Accepted))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        using var admin = await Hotline.SignInAsync("admin");
        using var bela = await Hotline.SignInAsync("bela");
        var theirs = await bela.Http.GetStringAsync("/outbox");
        Assert.Contains("Hotline beta", theirs, StringComparison.Ordinal);
        var phone = System.Text.RegularExpressions.Regex.Match(theirs, "/outbox/([0-9]+)/reply").Groups[1].Value;

        Assert.DoesNotContain("Hotline beta", await admin.Http.GetStringAsync("/outbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("Hotline beta", await admin.Http.GetStringAsync($"/outbox/{phone}"), StringComparison.Ordinal);
        using var refused = await admin.Http.PostAsync($"/outbox/{phone}/reply", Reply());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False((await Hotline.Server.Engine.FindAsync(incident, CancellationToken.None))!.IsTaken);
        using var noForm = await bela.Http.PostAsync($"/outbox/{phone}/reply", Json("{}"));
        Assert.Equal(HttpStatusCode.BadRequest, noForm.StatusCode);
        using var taken = await bela.Http.PostAsync($"/outbox/{phone}/reply", Reply());
        Assert.True((await Hotline.Server.Engine.FindAsync(incident, CancellationToken.None))!.IsTaken);

        static FormUrlEncodedContent Reply() => new([KeyValuePair.Create("text", "1")]);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private IEnumerable<(string Method, string Path, string? Id)> Calls(string incident) =>
        from endpoint in Hotline.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = endpoint.RoutePattern.RawText!.TrimStart('/')
        where route.StartsWith("api/", StringComparison.Ordinal)
        let kind = route.Split('/')[1]
        where kind != Session
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        let id = !route.Contains('{', StringComparison.Ordinal) ? null : kind == "incidents" ? incident : Theirs[kind]
        select (method, $"/{route.Replace("{id}", id, StringComparison.Ordinal)}?household=beta-home", id);

    private async Task FileAsync()
    {
        var hours = new Shift(WeeklyHours.Always(), new DateOnly(2026, 11, 16), [new ShiftTurn(["bela"])]);
        DirectoryItem[] items =
        [
            new Absence(Hotline.Beta, new AbsenceId(Theirs["absences"]), Hotline.OtherHome, null, AbsenceReason.Visit, Now, Now.AddDays(1)),
            new Rota(Hotline.Beta, new RotaId(Theirs["rotas"]), "Nights of beta", RotaOf.Operators, [hours], []),
            new TestMode(Hotline.Beta, Hotline.OtherHome, Now.AddMinutes(20), Actor.System),
        ];
        Assert.IsType<EditResult.Done>(await Hotline.Server.Engine.EditAsync(new DirectoryEdit(Hotline.Beta, Actor.System, items, []), CancellationToken.None));
    }
}
