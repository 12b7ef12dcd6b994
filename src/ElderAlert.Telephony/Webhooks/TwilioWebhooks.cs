using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Telephony.Replies;
using ElderAlert.Telephony.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElderAlert.Telephony.Webhooks;

/// <summary>
/// What Twilio calls: how messages and calls go on, the keys that people press and the words that they write. To be entered at Twilio by
/// hand is only <c>{PublicUrl}/webhooks/twilio/inbound</c>, as the number's address for incoming messages.
/// </summary>
public static class TwilioWebhooks
{
    /// <summary>Maps the webhooks; each checks Twilio's signature before anything else.</summary>
    public static void MapTwilioWebhooks(this IEndpointRouteBuilder routes)
    {
        var twilio = routes.MapGroup(WebhookUrls.Root)
            .AddEndpointFilter<RouteGroupBuilder, SignatureCheck>()
            .AddEndpointFilter<RouteGroupBuilder, WhileTwilioWaits>()
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();
        twilio.MapPost("/status/{notification}", StatusAsync);
        twilio.MapPost("/key/{notification}", KeyAsync);
        twilio.MapPost("/inbound", InboundAsync);
    }

    private static async Task<IResult> StatusAsync(HttpRequest request, string notification, ReplyDesk desk, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        int? code = int.TryParse(form["ErrorCode"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var report = Value(form, "CallSid") is { } call
            ? TwilioStatuses.OfCall(call, Value(form, "CallStatus"), Value(form, "AnsweredBy"), code)
            : TwilioStatuses.OfMessage(Value(form, "MessageSid") ?? "", Value(form, "MessageStatus"), code);
        if (report is null)
        {
            // A status of tomorrow: it says nothing that we know, and Twilio shall not take our answer for an error.
            return Results.NoContent();
        }

        return await desk.ReportAsync(new NotificationId(notification), report, cancellation) ? Results.NoContent() : NoSuchNotification();
    }

    private static async Task<IResult> KeyAsync(HttpRequest request, string notification, ReplyDesk desk, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var answer = await desk.TakeKeyAsync(
            new NotificationId(notification), Value(form, "Digits") ?? "", Value(form, "CallSid") ?? notification, cancellation);
        return answer is null ? NoSuchNotification() : Xml(VoiceScript.Goodbye(answer.Words, answer.Language));
    }

    private static async Task<IResult> InboundAsync(HttpRequest request, ReplyDesk desk, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (Value(form, "From") is not { } from || Value(form, "MessageSid") is not { } sid)
        {
            return Results.Problem("An incoming message names From and MessageSid.", statusCode: StatusCodes.Status400BadRequest);
        }

        var answer = await desk.TakeTextAsync(from, Value(form, "Body") ?? "", sid, cancellation);

        // Twilio has just taken the person off our list (STOP): a message to them would be refused.
        var hasOptedOut = Value(form, "OptOutType") == "STOP";
        return Xml(VoiceScript.TextAnswer(hasOptedOut ? "" : answer.Words));
    }

    private static string? Value(IFormCollection form, string name) => form[name] is [{ Length: > 0 } value, ..] ? value : null;

    private static IResult Xml(string twiml) => Results.Text(twiml, "text/xml", System.Text.Encoding.UTF8);

    private static IResult NoSuchNotification() =>
        Results.Problem("There is no such notification.", statusCode: StatusCodes.Status404NotFound);
}
