using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ElderAlert.Engine.Ports;
using Polly;
using Polly.Timeout;

namespace ElderAlert.Telephony.Twilio;

/// <summary>
/// Twilio's REST API (version 2010-04-01), the four operations that are used. Creating is not idempotent there and takes no idempotency key,
/// so that each outcome says plainly whether it may be repeated; Twilio's own contract: 429 was never processed, 500 may have been.
/// </summary>
internal sealed class TwilioApi(IHttpClientFactory clients, TwilioOptions options, TimeProvider time, Random? jitter = null)
{
    /// <summary>The name of the HTTP client; its base address and credentials are set where it is registered.</summary>
    public const string ClientName = "twilio";

    private const int MostPages = 5;

    /// <summary>How far a time of Twilio's and one of ours may be apart once the difference of the clocks is taken off.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    private readonly ResiliencePipeline<TwilioAnswer> _create = TwilioPatience.ForCreate(time, jitter ?? Random.Shared);
    private readonly ResiliencePipeline<HttpResponseMessage> _read = TwilioPatience.ForRead(time, jitter ?? Random.Shared);

    /// <summary>The clock of its answers.</summary>
    public TwilioClock Clock { get; } = new(time);

    /// <summary>Sends a text message. Cancelling it once bytes may have left gives <see cref="TwilioAnswer.InDoubt"/>.</summary>
    public Task<TwilioAnswer> CreateMessageAsync(IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation) =>
        CreateAsync("Messages.json", fields, cancellation);

    /// <summary>Starts a call. Cancelling it once bytes may have left gives <see cref="TwilioAnswer.InDoubt"/>.</summary>
    public Task<TwilioAnswer> CreateCallAsync(IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation) =>
        CreateAsync("Calls.json", fields, cancellation);

    /// <summary>
    /// The messages to a number that were created since one was handed over, newest first. It does not filter by DateSent, which is empty while a message
    /// is still queued: such a message would be missed, and sent twice.
    /// </summary>
    public Task<TwilioListing<TwilioMessage>> ListMessagesAsync(string to, HandoverTime since, CancellationToken cancellation) =>
        ListAsync("Messages.json", to, since, TwilioJson.Default.TwilioMessagePage, p => (p.Messages, p.NextPageUri), m => m.DateCreated, cancellation);

    /// <summary>The calls to a number that were created since one was handed over, newest first.</summary>
    public Task<TwilioListing<TwilioCall>> ListCallsAsync(string to, HandoverTime since, CancellationToken cancellation) =>
        ListAsync("Calls.json", to, since, TwilioJson.Default.TwilioCallPage, p => (p.Calls, p.NextPageUri), c => c.DateCreated, cancellation);

    /// <summary>Reads Twilio's RFC 2822 time; null where there is none.</summary>
    public static DateTimeOffset? ParseTime(string? text) =>
        DateTimeOffset.TryParseExact(text, "ddd, d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    private async Task<TwilioAnswer> CreateAsync(string resource, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        using var total = new CancellationTokenSource(TwilioPatience.Total, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellation);
        TwilioAnswer last = new TwilioAnswer.NotSent("There was no time left to send it.");
        try
        {
            return await _create.ExecuteAsync(async token => last = await AttemptAsync(resource, fields, token), both.Token);
        }
        catch (OperationCanceledException)
        {
            // Between two attempts: the last one provably did nothing, or there would have been no other.
            return last;
        }
    }

    private async Task<TwilioAnswer> AttemptAsync(string resource, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        using var form = new TrackedForm(fields);
        try
        {
            using var response = await clients.CreateClient(ClientName).PostAsync(Address(resource), form, cancellation);
            return await ReadAsync(response, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return form.HasStarted
                ? new TwilioAnswer.InDoubt($"No answer from Twilio ({e.GetType().Name}).")
                : new TwilioAnswer.NotSent($"Twilio could not be reached ({Cause(e)}).");
        }
    }

    private async Task<TwilioAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            Clock.Read(response.Headers);
            var created = await response.Content.ReadFromJsonAsync(TwilioJson.Default.TwilioCreated, cancellation);
            return created?.Sid is { Length: > 0 } sid
                ? new TwilioAnswer.Created(sid)
                : new TwilioAnswer.InDoubt("Twilio answered without an id.");
        }

        var code = await CodeAsync(response, cancellation);
        return (response.StatusCode, code) switch
        {
            (HttpStatusCode.TooManyRequests, _) or (HttpStatusCode.ServiceUnavailable, 20503) => new TwilioAnswer.Busy(RetryAfter(response)),
            (HttpStatusCode.Unauthorized, null) => new TwilioAnswer.Refused(TwilioErrors.Of(20003)),
            (HttpStatusCode.NotFound, null) => new TwilioAnswer.Refused(TwilioErrors.Of(20404)),
            (HttpStatusCode.RequestTimeout, _) => new TwilioAnswer.InDoubt("Twilio or a proxy answered 408."),
            (>= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, _) =>
                new TwilioAnswer.Refused(TwilioErrors.Of(code ?? (int)response.StatusCode)),
            _ => new TwilioAnswer.InDoubt($"Twilio or a proxy answered {(int)response.StatusCode}."),
        };
    }

    private async Task<TwilioListing<T>> ListAsync<TPage, T>(
        string resource,
        string to,
        HandoverTime since,
        JsonTypeInfo<TPage> type,
        Func<TPage, (IReadOnlyList<T>? Items, string? Next)> open,
        Func<T, string?> createdAt,
        CancellationToken cancellation)
    {
        var found = new List<T>();
        var next = $"{Address(resource)}?To={Uri.EscapeDataString(to)}&PageSize=50";
        try
        {
            for (var page = 0; page < MostPages; page++)
            {
                using var response = await _read.ExecuteAsync(
                    async (url, token) => await clients.CreateClient(ClientName).GetAsync(new Uri(url, UriKind.Relative), token), next, cancellation);
                if (!response.IsSuccessStatusCode)
                {
                    return new TwilioListing<T>.Failed($"Twilio answered {(int)response.StatusCode} to the look-up.");
                }

                var ahead = Clock.Read(response.Headers);
                var (items, following) = open((await response.Content.ReadFromJsonAsync(type, cancellation))!);
                var sinceThere = (since.Providers ?? since.Ours + ahead) - ClockDifference;
                found.AddRange((items ?? []).Where(i => ParseTime(createdAt(i)) is not { } at || at >= sinceThere));
                var isPastSince = items is [.., var oldest] && ParseTime(createdAt(oldest)) < sinceThere;
                if (isPastSince || string.IsNullOrEmpty(following))
                {
                    return new TwilioListing<T>.Complete(found);
                }

                next = following;
            }

            return new TwilioListing<T>.Failed("Twilio lists more than the look-up reads.");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or TimeoutRejectedException or IOException or JsonException)
        {
            return new TwilioListing<T>.Failed($"The look-up failed ({Cause(e)}).");
        }
    }

    private string Address(string resource) => $"/2010-04-01/Accounts/{options.AccountSid}/{resource}";

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - time.GetUtcNow()).Ticks)),
        _ => null,
    };

    private static async Task<int?> CodeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync(TwilioJson.Default.TwilioProblem, cancellation))?.Code;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Cause(Exception e) =>
        e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? http.HttpRequestError.ToString() : e.GetType().Name;
}
