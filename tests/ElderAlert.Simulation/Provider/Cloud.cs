using System.Net;
using ElderAlert.Domain;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Time;
using Microsoft.AspNetCore.WebUtilities;

namespace ElderAlert.Simulation.Provider;

/// <summary>
/// Twilio, as far as it is used: it takes messages and calls, lists them in pages, fails in every way that it is known to, and hands what it
/// has taken to the phones. It lives on when the server dies.
/// </summary>
internal sealed class Cloud(Timeline world, Findings findings, FaultCounter faults, Digest digest, Random random)
{
    private const int PageSize = 5;

    private static readonly TimeSpan SlowestListing = TimeSpan.FromSeconds(10);

    private readonly List<CloudItem> _items = [];
    private readonly Dictionary<NotificationId, int> _taken = [];
    private readonly HashSet<NotificationId> _takenLate = [];
    private DateTimeOffset _outUntil = world.Now;

    public Trouble Trouble { get; set; } = Trouble.None;

    /// <summary>Is told of everything that is taken.</summary>
    public Action<CloudItem> Took { get; set; } = _ => { };

    /// <summary>How many pages too many are excused; asked with whether it was taken late.</summary>
    public required Func<NotificationId, bool, int> Excuse { get; init; }

    /// <summary>How many pages and calls went out.</summary>
    public int Pages => _items.Count;

    /// <summary>The provider fails with nearly everything, for so long.</summary>
    public void GoOut(TimeSpan duration)
    {
        faults.Add("provider outage");
        _outUntil = world.Now + duration;
    }

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var isCall = request.RequestUri!.AbsolutePath.EndsWith("Calls.json", StringComparison.Ordinal);
        var fault = RequestFaults.Draw(random, world.Now < _outUntil ? 0.95 : Trouble.Provider);
        if (fault != RequestFault.None)
        {
            faults.Add($"provider {fault}");
        }

        await TakeTimeAsync(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(400), cancellation);
        return request.Method == HttpMethod.Get
            ? await ListAsync(request.RequestUri, isCall, fault, cancellation)
            : await CreateAsync(request, fault, cancellation);
    }

    private async Task<HttpResponseMessage> CreateAsync(HttpRequestMessage request, RequestFault fault, CancellationToken cancellation)
    {
        if (fault == RequestFault.Refused)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        }

        var fields = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellation)).ToDictionary(f => f.Key, f => f.Value[0]!);
        switch (fault)
        {
            case RequestFault.Hang:
                return await NeverAsync(cancellation);
            case RequestFault.Drop:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "dropped");
            case RequestFault.TakeLate:
                var late = NotificationOf(fields);
                _takenLate.Add(late);
                world.After(random.Seconds(5, 120), () => Take(fields));
                return await NeverAsync(cancellation);
            case RequestFault.TooMany:
                return CloudAnswers.Error(HttpStatusCode.TooManyRequests, 20429, random.Happens(0.5) ? $"{random.Next(1, 40)}" : null);
            case RequestFault.Unavailable:
                return CloudAnswers.Error(HttpStatusCode.ServiceUnavailable, 20503);
            case RequestFault.Broken:
                return CloudAnswers.Error(HttpStatusCode.InternalServerError, 20500);
            case RequestFault.ProxyPage:
                return CloudAnswers.Page(HttpStatusCode.BadGateway);
            case RequestFault.Permanent:
                return CloudAnswers.Error(HttpStatusCode.BadRequest, RequestFaults.DrawPermanentCode(random));
            case RequestFault.Unlisted:
                return CloudAnswers.Error(HttpStatusCode.BadRequest, 29999);
        }

        var item = Take(fields);
        switch (fault)
        {
            case RequestFault.TakeAndHang:
                return await NeverAsync(cancellation);
            case RequestFault.TakeAndDrop:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "dropped");
            case RequestFault.TakeAndFail:
                return CloudAnswers.Error(HttpStatusCode.InternalServerError, 20500);
            case RequestFault.Slow:
                await TakeTimeAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(12), cancellation);
                break;
        }

        return CloudAnswers.Created(item, world.Now);
    }

    private async Task<HttpResponseMessage> ListAsync(Uri address, bool ofCalls, RequestFault fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case RequestFault.Refused or RequestFault.Drop or RequestFault.TakeAndDrop:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
            case RequestFault.Hang or RequestFault.TakeAndHang:
                return await NeverAsync(cancellation);
            case RequestFault.TooMany:
                return CloudAnswers.Error(HttpStatusCode.TooManyRequests, 20429);
            case RequestFault.Broken or RequestFault.TakeAndFail or RequestFault.Unavailable:
                return CloudAnswers.Error(HttpStatusCode.InternalServerError, 20500);
            case RequestFault.ProxyPage:
                return CloudAnswers.Page(HttpStatusCode.BadGateway);
        }

        var query = QueryHelpers.ParseQuery(address.Query);
        var page = query.TryGetValue("Page", out var number) ? int.Parse(number[0]!, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var to = query["To"][0]!;
        var listed = _items.Where(i => i.IsCall == ofCalls && i.To == to && IsListed(i)).Reverse().ToList();
        var next = listed.Count > (page + 1) * PageSize ? $"{address.AbsolutePath}?To={Uri.EscapeDataString(to)}&Page={page + 1}" : null;
        return CloudAnswers.Listing(ofCalls, listed.Skip(page * PageSize).Take(PageSize).ToList(), next, world.Now);
    }

    /// <summary>What was just taken is listed only some seconds later.</summary>
    private bool IsListed(CloudItem item) => Trouble.Provider <= 0 || world.Now - item.CreatedAt >= SlowestListing;

    private CloudItem Take(IReadOnlyDictionary<string, string> fields)
    {
        var notification = NotificationOf(fields);
        var item = new CloudItem($"{(fields.ContainsKey("Twiml") ? "CA" : "SM")}{_items.Count + 1:x32}", notification, fields, world.Now);
        _items.Add(item);
        digest.Add($"taken {item.Sid} {notification} {item.To}");
        var times = _taken[notification] = _taken.GetValueOrDefault(notification) + 1;
        var declared = Excuse(notification, _takenLate.Contains(notification));
        findings.Require(times <= 1 + declared, "no page twice", () => $"{notification} was sent {times} times, {declared} of them declared in doubt");
        Took(item);
        return item;
    }

    private async Task TakeTimeAsync(TimeSpan least, TimeSpan most, CancellationToken cancellation) =>
        await Task.Delay(least + ((most - least) * random.NextDouble()), world, cancellation);

    private async Task<HttpResponseMessage> NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, world, cancellation);
        throw new InvalidOperationException("an endless wait has ended");
    }

    private static NotificationId NotificationOf(IReadOnlyDictionary<string, string> fields) =>
        new(Uri.UnescapeDataString(new Uri(fields["StatusCallback"]).Segments[^1]));
}
