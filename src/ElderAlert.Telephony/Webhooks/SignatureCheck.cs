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

        if (await FormOfAsync(http) is not { } form)
        {
            return "The form cannot be read.";
        }

        var parameters = form.SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")).ToList();
        var called = urls.AsCalled(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return TwilioSignature.IsValid(options.AuthToken!, called, parameters, signature) ? null : $"The {TwilioSignature.Header} is wrong.";
    }

    /// <summary>Null where it is none: torn, or with more fields than any call of Twilio's has.</summary>
    private static async Task<IFormCollection?> FormOfAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}
