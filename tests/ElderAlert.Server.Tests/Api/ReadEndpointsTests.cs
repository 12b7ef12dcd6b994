using System.Net;
using System.Text.Json;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Api;

public sealed class ReadEndpointsTests : HotlineTests
{
    [Fact]
    public async Task Journal_ReadInPages_IsTheWholeJournalInOrder()
    {
        await Hotline.AlarmAsync();
        using var boss = await Hotline.SignInAsync("boss");
        var expected = await Hotline.JournalAsync(Hotline.Alpha);

        var positions = new List<long>();
        for (var head = long.MaxValue; positions.Count < expected.Count && positions.LastOrDefault() < head;)
        {
            var page = await boss.GetAsync($"/api/journal?centre=alpha&after={positions.LastOrDefault()}&limit=7");
            head = page.GetProperty("head").GetInt64();
            positions.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("position").GetInt64()));
        }

        Assert.Equal(expected.Select(e => e.Position), positions.Take(expected.Count));
    }

    [Fact]
    public async Task Journal_AsLines_IsAnEntryALine()
    {
        using var boss = await Hotline.SignInAsync("boss");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/journal?after=0");
        request.Headers.Accept.ParseAdd("application/x-ndjson");

        using var answer = await boss.Http.SendAsync(request);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(l => l.GetProperty("position").GetInt64()));
        Assert.Contains(lines, l => l.GetProperty("event").GetProperty("type").GetString() == "directoryChanged");
    }

    [Fact]
    public async Task Journal_AsLinesAfterNoNumber_SaysWhatIsWrong()
    {
        using var boss = await Hotline.SignInAsync("boss");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/journal?after=abc");
        request.Headers.Accept.ParseAdd("application/x-ndjson");

        using var answer = await boss.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("after", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/telemetry?household=alpha-home&to=0001-01-01T00:00:00Z")]
    [InlineData("/api/reports/kpi?to=0001-01-01T00:00:00Z")]
    [InlineData("/api/reports/devices?to=0001-01-01T00:00:00Z")]
    public async Task Span_ThatWouldBeginBeforeTheFirstDay_IsNotAllowed(string address)
    {
        using var boss = await Hotline.SignInAsync("boss");

        using var answer = await boss.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/telemetry?household=alpha-home&from=", "from")]
    [InlineData("/api/telemetry?household=alpha-home&to=", "to")]
    [InlineData("/api/reports/kpi?from=", "from")]
    [InlineData("/api/reports/devices?from=", "from")]
    [InlineData("/api/reports/devices?to=", "to")]
    [InlineData("/api/on-duty?at=", "at")]
    public async Task Moment_WithoutItsOffset_IsNotTakenForTheServersZone(string address, string field)
    {
        using var boss = await Hotline.SignInAsync("boss");
        var at = Hotline.Server.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(-1);

        using var without = await boss.Http.GetAsync($"{address}{at:yyyy-MM-ddTHH:mm:ss}");
        using var with = await boss.Http.GetAsync($"{address}{at:yyyy-MM-ddTHH:mm:ss}Z");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains($"{field}: is a moment with its offset", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task OnDuty_AtTheEndsOfTime_IsNotAllowed(string at)
    {
        using var admin = await Hotline.SignInAsync("admin");
        using var added = await admin.Http.PostAsync("/api/rotas", new StringContent(
            """{"name":"Nights","of":"operators","shifts":[{"hours":{"days":["monday"],"from":"20:00","to":"08:00"},"begins":"2026-11-23","turns":[{"members":["wang"]}]}]}""",
            System.Text.Encoding.UTF8,
            "application/json"));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);

        using var answer = await admin.Http.GetAsync($"/api/on-duty?at={at}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Journal_OfAnotherCentre_IsNotFound()
    {
        using var boss = await Hotline.SignInAsync("boss");

        using var answer = await boss.Http.GetAsync("/api/journal?centre=beta");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task RejectedInputs_OfTheCentre_AreShownNewestFirst()
    {
        await Hotline.Server.Engine.RecordAsync(Hotline.Alpha, new InputRejected(Hotline.Pendant, "ea/v1/x/signal", InputProblem.Undecodable, "not JSON", "{oops"), CancellationToken.None);
        await Hotline.Server.Engine.RecordAsync(Hotline.Alpha, new InputRejected(null, "tele/y", InputProblem.UnknownDevice, "no such device", "1"), CancellationToken.None);
        await Hotline.Server.Engine.RecordAsync(Hotline.Beta, new InputRejected(null, "tele/z", InputProblem.UnknownDevice, "elsewhere", "2"), CancellationToken.None);
        using var wang = await Hotline.SignInAsync("wang");

        var inputs = await wang.GetAsync("/api/rejected-inputs");

        Assert.Equal(["tele/y", "ea/v1/x/signal"], inputs.EnumerateArray().Select(i => i.GetProperty("topic").GetString()));
        Assert.Equal("{oops", inputs[1].GetProperty("payload").GetString());
        Assert.Equal("undecodable", inputs[1].GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Telemetry_OfTheHousehold_ComesInWindows()
    {
        var store = Hotline.Server.Services.GetRequiredService<ITelemetryStore>();
        var start = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
        await store.WriteAsync([Point(start, 70), Point(start.AddSeconds(30), 80), Point(start.AddSeconds(90), 90)], CancellationToken.None);
        using var wang = await Hotline.SignInAsync("wang");

        var series = await wang.GetAsync("/api/telemetry?household=alpha-home&from=2026-11-21T06:00:00Z&to=2026-11-21T07:00:00Z&window=60");

        var buckets = series.EnumerateArray().Single(s => s.GetProperty("metric").GetString() == "heartRate").GetProperty("buckets");
        Assert.Equal([75d, 90d], buckets.EnumerateArray().Select(b => b.GetProperty("mean").GetDouble()));
        Assert.Equal(2, buckets[0].GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("household=beta-home", HttpStatusCode.NotFound)]
    [InlineData("household=alpha-home&window=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("household=alpha-home&from=2020-01-01T00:00:00Z&window=1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("household=alpha-home&from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Telemetry_AskedWrongly_IsRefused(string query, HttpStatusCode status)
    {
        using var wang = await Hotline.SignInAsync("wang");

        using var answer = await wang.Http.GetAsync($"/api/telemetry?{query}");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryAddressUnderApi()
    {
        using var browser = Hotline.Server.Browser();

        var description = await browser.GetAsync("/openapi/v1.json");

        var described = description.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Contains("/api/session", described);
        Assert.Contains("/api/incidents/{id}/claim", described);
        Assert.Contains("/api/households/{id}", described);
        var note = description.GetProperty("paths").GetProperty("/api/incidents/{id}/note").GetProperty("post").GetProperty("requestBody").GetRawText();
        Assert.Contains("NoteBody", note, StringComparison.Ordinal);
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.Equal("string", schemas.GetProperty("IncidentId").GetProperty("type").GetString());
        var from = schemas.GetProperty("AbsenceDocument").GetProperty("properties").GetProperty("from");
        Assert.Equal(("string", "date-time"), (from.GetProperty("type").GetString(), from.GetProperty("format").GetString()));
    }

    [Fact]
    public async Task Health_OfARunningServer_IsLiveAndReady()
    {
        using var browser = Hotline.Server.Browser();

        Assert.Equal("healthy", (await browser.GetAsync("/health/live")).GetProperty("status").GetString());
        var ready = await browser.GetAsync("/health/ready");
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("engine").GetProperty("status").GetString());
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("telemetry").GetProperty("status").GetString());
    }

    private static TelemetryPoint Point(DateTimeOffset at, double heartRate) => new(
        "telemetry",
        Hotline.Alpha,
        Hotline.Home,
        new KeyValuePair<string, string>("device", Hotline.Pendant.Value),
        Kind: null,
        at,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["heartRate"] = heartRate });
}
