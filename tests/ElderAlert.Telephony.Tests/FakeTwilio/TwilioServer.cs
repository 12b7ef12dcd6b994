using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Tests.FakeTwilio;

/// <summary>
/// A Twilio that tests script: real HTTP on a free loopback port, the answers and failures of the API, and (in <see cref="TwilioCalls"/>)
/// the webhooks that it would call. It keeps what it took, and lists it in pages as Twilio does.
/// </summary>
public sealed class TwilioServer : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "a-secret-of-the-tests";
    public const string From = "+8657500000000";

    private readonly ConcurrentQueue<TwilioBehaviour> _script = new();
    private readonly ConcurrentQueue<TwilioRequest> _requests = new();
    private readonly ConcurrentQueue<TwilioItem> _items = new();
    private readonly Channel<TwilioItem> _arrivals = Channel.CreateUnbounded<TwilioItem>();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly TimeProvider _time;
    private WebApplication? _app;
    private int _lastSid;

    private TwilioServer(TimeProvider time) => _time = time;

    /// <summary>Where the API is.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Every request that arrived, in order.</summary>
    public IReadOnlyList<TwilioRequest> Requests => [.. _requests];

    /// <summary>Everything that was taken, in order.</summary>
    public IReadOnlyList<TwilioItem> Items => [.. _items];

    /// <summary>How many items a listing's page holds at most, below what the caller asks for.</summary>
    public int LongestPage { get; set; } = 50;

    /// <summary>How far its clock is ahead of the caller's.</summary>
    public TimeSpan ClockAhead { get; set; }

    public static async Task<TwilioServer> StartAsync(TimeProvider time)
    {
        var server = new TwilioServer(time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        server._app = builder.Build();
        server._app.MapPost("/2010-04-01/Accounts/{account}/{kind}.json", (HttpContext context, string kind) => server.CreateAsync(context, kind));
        server._app.MapGet("/2010-04-01/Accounts/{account}/{kind}.json", (HttpContext context, string kind) => server.List(context, kind));
        await server._app.StartAsync();
        server.Url = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>Says how the next requests to create something are treated, in order.</summary>
    public void Script(params TwilioBehaviour[] behaviours)
    {
        foreach (var behaviour in behaviours)
        {
            _script.Enqueue(behaviour);
        }
    }

    /// <summary>The next message or call that is taken; those taken before the call count.</summary>
    public async Task<TwilioItem> NextAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(30));
        try
        {
            return await _arrivals.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"No message and no call came within {patience ?? TimeSpan.FromSeconds(30)}; {_items.Count} in all.", e);
        }
    }

    /// <summary>Completes when another request has been read whole, answered or not.</summary>
    public Task UntilRequestAsync() => _arrived.WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            using var now = new CancellationTokenSource(TimeSpan.Zero);
            await _app.StopAsync(now.Token);
            await _app.DisposeAsync();
        }

        _arrived.Dispose();
    }

    private async Task<IResult> CreateAsync(HttpContext context, string kind)
    {
        var form = (await context.Request.ReadFormAsync()).SelectMany(f => f.Value, (f, v) => (f.Key, Value: v!)).ToLookup(f => f.Key, f => f.Value);
        Record(context, form);
        TellTime(context);
        var behaviour = _script.TryDequeue(out var scripted) ? scripted : new TwilioBehaviour.Accept();
        if (!IsAuthorized(context))
        {
            behaviour = new TwilioBehaviour.Answer(401, 20003);
        }

        var item = behaviour is TwilioBehaviour.Accept or TwilioBehaviour.AcceptThenHang or TwilioBehaviour.AcceptThenFail ? Take(kind, form) : null;
        _arrived.Release();
        switch (behaviour)
        {
            case TwilioBehaviour.Accept:
                return Results.Text(JsonSerializer.Serialize(Describe(item!)), "application/json", statusCode: 201);
            case TwilioBehaviour.Answer answer:
                if (answer.RetryAfter is { } retryAfter)
                {
                    context.Response.Headers.RetryAfter = retryAfter;
                }

                return Results.Text(answer.Body, answer.Code is null ? "text/html" : "application/json", statusCode: answer.Status);
            case TwilioBehaviour.AcceptThenFail:
                return Results.Text("""{"code":20500,"status":500}""", "application/json", statusCode: 500);
            case TwilioBehaviour.Drop:
                context.Abort();
                return Results.Empty;
            default:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
                return Results.Empty;
        }
    }

    private IResult List(HttpContext context, string kind)
    {
        Record(context, Enumerable.Empty<string>().ToLookup(s => s));
        TellTime(context);
        var query = context.Request.Query;
        var skip = int.Parse(query["Page"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var size = Math.Min(LongestPage, int.Parse(query["PageSize"].FirstOrDefault() ?? "50", CultureInfo.InvariantCulture));
        var all = _items.Where(i => i.IsCall == (kind == "Calls") && i.To == query["To"]).Reverse().ToList();
        var page = all.Skip(skip * size).Take(size).Select(Describe);
        var next = all.Count > (skip + 1) * size
            ? $"{context.Request.Path}?To={Uri.EscapeDataString(query["To"]!)}&PageSize={size}&Page={skip + 1}"
            : null;
        var body = new Dictionary<string, object?> { [kind == "Calls" ? "calls" : "messages"] = page, ["next_page_uri"] = next };
        return Results.Text(JsonSerializer.Serialize(body), "application/json");
    }

    private void TellTime(HttpContext context) => context.Response.Headers.Date = (_time.GetUtcNow() + ClockAhead).ToString("r", CultureInfo.InvariantCulture);

    private TwilioItem Take(string kind, ILookup<string, string> form)
    {
        var sid = string.Create(CultureInfo.InvariantCulture, $"{(kind == "Calls" ? "CA" : "SM")}{Interlocked.Increment(ref _lastSid):x32}");
        var item = new TwilioItem(sid, form, _time.GetUtcNow() + ClockAhead);
        _items.Enqueue(item);
        _arrivals.Writer.TryWrite(item);
        return item;
    }

    private void Record(HttpContext context, ILookup<string, string> form) => _requests.Enqueue(new TwilioRequest(
        context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.Headers.Authorization.ToString(), form));

    private static bool IsAuthorized(HttpContext context) =>
        context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}"));

    private static Dictionary<string, object?> Describe(TwilioItem item) => new()
    {
        ["sid"] = item.Sid,
        ["status"] = item.Status,
        ["body"] = item.IsCall ? null : item.Words,
        ["from"] = item.Form["From"].FirstOrDefault(),
        ["to"] = item.To,
        ["direction"] = "outbound-api",
        ["date_created"] = item.CreatedAt.ToString("r", CultureInfo.InvariantCulture).Replace("GMT", "+0000", StringComparison.Ordinal),
        ["date_sent"] = null,
        ["error_code"] = item.ErrorCode,
        ["answered_by"] = item.AnsweredBy,
    };
}
