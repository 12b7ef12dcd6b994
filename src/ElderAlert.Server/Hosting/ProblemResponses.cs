using System.Text.Json;
using ElderAlert.Engine;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Hosting;

/// <summary>Turns whatever escapes an endpoint into problem details (RFC 9457): a wrong body names its field, a defect shows nothing of itself.</summary>
internal sealed class ProblemResponses(ILogger<ProblemResponses> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception);
        if (problem is null)
        {
            HostLog.RequestFailed(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            problem = new ProblemDetails
            {
                Status = StatusCodes.Status500InternalServerError,
                Title = "The server made a mistake",
                Detail = $"What was not answered may not have been done; ask again with the same request id. Trace {context.TraceIdentifier}.",
            };
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        context.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        // Also to a caller who takes no JSON: the status and a sentence they did not ask for are more than nothing.
        await Results.Problem(problem).ExecuteAsync(context);
        return true;
    }

    /// <summary>The caller's own mistakes; null for what is ours.</summary>
    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        JsonException json => JsonProblem.Of(json),
        BadHttpRequestException { InnerException: JsonException json } => JsonProblem.Of(json),
        EngineUnavailableException => new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Title = "The journal does not take entries",
            Detail = "Nothing was changed. Ask again with the same request id; /health/ready says why.",
            Extensions = { ["code"] = "unavailable" },
        },
        BadHttpRequestException bad => new ProblemDetails
        {
            Status = bad.StatusCode,
            Title = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large" : "The request cannot be read",
            Detail = bad.Message,
            Extensions = { ["code"] = "invalid" },
        },
        _ => null,
    };
}
