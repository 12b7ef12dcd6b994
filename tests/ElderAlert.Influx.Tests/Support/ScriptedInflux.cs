using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Tests.Support;

/// <summary>A write that arrived.</summary>
internal sealed record ReceivedWrite(string PathAndQuery, string Authorization, string Encoding, string[] Lines);

/// <summary>The answer to a write.</summary>
internal sealed record ScriptedAnswer(int Status, string Body = "", string? RetryAfter = null, string? ContentType = null)
{
    public static readonly ScriptedAnswer Accepted = new(204);
}

/// <summary>A write endpoint on Kestrel whose answers the test decides.</summary>
internal sealed class ScriptedInflux : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ReceivedWrite> _received = Channel.CreateUnbounded<ReceivedWrite>();

    private ScriptedInflux(WebApplication app) => _app = app;

    /// <summary>Decides the answer; accepts by default.</summary>
    public Func<ReceivedWrite, ScriptedAnswer> Answer { get; set; } = _ => ScriptedAnswer.Accepted;

    public string Url => _app.Urls.First();

    public static async Task<ScriptedInflux> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var influx = new ScriptedInflux(builder.Build());
        influx._app.Run(influx.HandleAsync);
        await influx._app.StartAsync();
        return influx;
    }

    /// <summary>The next write in order of arrival.</summary>
    public async Task<ReceivedWrite> NextAsync() =>
        await _received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    /// <summary>Whether nothing has arrived since the last <see cref="NextAsync"/>.</summary>
    public bool IsSilent => _received.Reader.Count == 0;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        await using var gzip = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        using var text = new StreamReader(gzip, Encoding.UTF8);
        var body = await text.ReadToEndAsync();
        var write = new ReceivedWrite(
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.Authorization.ToString(),
            context.Request.Headers.ContentEncoding.ToString(),
            body.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var answer = Answer(write);
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        if (answer.ContentType is { } type)
        {
            context.Response.ContentType = type;
        }

        _received.Writer.TryWrite(write);
        if (answer.Body.Length > 0)
        {
            await context.Response.WriteAsync(answer.Body);
        }
    }
}
