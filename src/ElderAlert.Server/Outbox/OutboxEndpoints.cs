using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Family;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ElderAlert.Server.Outbox;

/// <summary>Answers for the page of the built-in phones.</summary>
internal static class OutboxEndpoints
{
    private const int LongestReply = 1600;

    /// <summary>The phone that something happened on last.</summary>
    public static IResult ShowLatestAsync(HttpContext http, OutboxViews views) => Show(http, views, phone: null);

    /// <summary>One phone; 304 where the browser's copy is still true.</summary>
    public static IResult ShowAsync(HttpContext http, long phone, OutboxViews views) => Show(http, views, phone);

    /// <summary>The person writes.</summary>
    public static async Task<IResult> ReplyAsync(
        HttpContext http, long phone, OutboxViews views, OutboxStore store, OutboxCourier courier, TimeProvider time, CancellationToken cancellation)
    {
        var text = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(cancellation))["text"].ToString().Trim() : "";
        if (text.Length is 0 or > LongestReply || !views.Shows(phone, CentreOf(http)))
        {
            return Results.Problem($"A reply has 1 to {LongestReply} characters and goes from a phone that has messages.", statusCode: StatusCodes.Status400BadRequest);
        }

        await courier.DeliverReplyAsync(await store.AddReplyAsync(phone, text, time.GetUtcNow()), cancellation);
        return Back(phone);
    }

    /// <summary>The person does something with a call: answer, hang-up, or press-1 and the like.</summary>
    public static async Task<IResult> CallAsync(
        HttpContext http, long phone, long call, string action, OutboxViews views, OutboxStore store, OutboxCourier courier, CancellationToken cancellation)
    {
        if (store.Find(phone, call) is not { Kind: OutboxKind.Call } item || !views.Shows(phone, CentreOf(http)))
        {
            return Results.Problem("There is no such call.", statusCode: StatusCodes.Status404NotFound);
        }

        switch (item.State, action)
        {
            case (OutboxState.Ringing, "answer"):
                await courier.PickUpAsync(item, cancellation);
                break;
            case (OutboxState.Ringing or OutboxState.Answered, "hang-up"):
                await courier.HangUpAsync(item, cancellation);
                break;
            case (OutboxState.Answered, "press-1"):
                await courier.PressAsync(item, "1", cancellation);
                break;
            case (OutboxState.Answered, "press-2"):
                await courier.PressAsync(item, "2", cancellation);
                break;
        }

        // A call that has ended meanwhile is shown as it is.
        return Back(phone);
    }

    private static IResult Show(HttpContext http, OutboxViews views, long? phone)
    {
        var language = http.Request.GetTypedHeaders().AcceptLanguage.FirstOrDefault()?.Value.Value?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true
            ? Language.English
            : Language.Chinese;
        var view = views.Of(phone, language, CentreOf(http));
        var version = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{view.Version}{language}\""), isWeak: true);
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(version, useStrongComparison: false)))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.GetTypedHeaders().ETag = version;
        return new RazorComponentResult<OutboxPage>(new { View = view });
    }

    /// <summary>The caller's centre; null where nobody signs in.</summary>
    private static CentreId? CentreOf(HttpContext http) => http.RequestServices.GetService<Callers>() is { } callers
        ? (callers.Resolve(http.User) ?? throw new BadHttpRequestException("The session has ended; sign in again.", StatusCodes.Status401Unauthorized)).Centre.Id
        : null;

    private static SeeOther Back(long phone) => new(string.Create(CultureInfo.InvariantCulture, $"{OutboxRoom.Root}/{phone}#end"));
}
