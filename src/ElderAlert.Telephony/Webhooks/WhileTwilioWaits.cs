using ElderAlert.Engine;
using Microsoft.AspNetCore.Http;

namespace ElderAlert.Telephony.Webhooks;

/// <summary>
/// Twilio says a thing once: the key that somebody pressed is not pressed again. What the journal does not take is tried again for as long as
/// Twilio waits for the answer; whatever was committed meanwhile is known by its ids.
/// </summary>
internal sealed class WhileTwilioWaits(IncidentEngine engine, TimeProvider time) : IEndpointFilter
{
    /// <summary>Less than the 15 s after which Twilio hangs up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var calledAt = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await next(context);
            }
            catch (EngineUnavailableException) when (!engine.IsStopped && time.GetElapsedTime(calledAt) < Patience)
            {
                await Task.Delay(Pause, time, context.HttpContext.RequestAborted);
            }
        }
    }
}
