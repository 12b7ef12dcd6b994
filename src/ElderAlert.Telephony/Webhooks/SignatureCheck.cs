using ElderAlert.Telephony.Twilio;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ElderAlert.Telephony.Webhooks;

/// <summary>Lets a webhook call pass only if Twilio signed it; anything else gets 403 and is journalled.</summary>
internal sealed class SignatureCheck(TwilioOptions options, WebhookUrls urls, WebhookRefusals refusals) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var reason = await WhyNotAsync(http);
        if (reason is null)
        {
            return await next(context);
        }

        await refusals.RecordAsync(http.Request.Path, reason, http.RequestAborted);
        return Results.Problem(reason, statusCode: StatusCodes.Status403Forbidden, title: "Not signed by Twilio");
    }

    private async Task<string?> WhyNotAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            return "The call carries no form.";
        }

        if (http.Request.Headers[TwilioSignature.Header] is not [{ } signature])
        {
            return $"The call carries no {TwilioSignature.Header}.";
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var parameters = form.SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")).ToList();
        var called = urls.AsCalled(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return TwilioSignature.IsValid(options.AuthToken!, called, parameters, signature) ? null : $"The {TwilioSignature.Header} is wrong.";
    }
}
