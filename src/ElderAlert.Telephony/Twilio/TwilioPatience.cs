using Polly;
using Polly.Retry;

namespace ElderAlert.Telephony.Twilio;

/// <summary>
/// How often and how long Twilio is asked. Only what provably was not processed is sent again. There is no circuit breaker on purpose:
/// while Twilio is down, every alarm still deserves its own attempt, and the escalation does not wait for it.
/// </summary>
internal static class TwilioPatience
{
    /// <summary>One attempt. Twilio answers in well under a second; five is a sick network.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(8);

    /// <summary>All attempts together: below the 30 s in which a message must be delivered before the next contact is told.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(25);

    /// <summary>A longer Retry-After is not waited for: the escalation goes to somebody else sooner.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(10);

    private const int Retries = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>For creating: repeats <see cref="TwilioAnswer.Busy"/> and <see cref="TwilioAnswer.NotSent"/>, and nothing else.</summary>
    public static ResiliencePipeline<TwilioAnswer> ForCreate(TimeProvider time, Random jitter) =>
        new ResiliencePipelineBuilder<TwilioAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<TwilioAnswer>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = jitter.NextDouble,
                Delay = FirstDelay,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result switch
                {
                    TwilioAnswer.Busy busy => busy.RetryAfter is not { } wait || wait <= LongestRetryAfter,
                    TwilioAnswer.NotSent => !args.Context.CancellationToken.IsCancellationRequested,
                    _ => false,
                }),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Result as TwilioAnswer.Busy)?.RetryAfter),
            })
            .AddTimeout(Attempt)
            .Build();

    /// <summary>For reading, which may be repeated whatever happened.</summary>
    public static ResiliencePipeline<HttpResponseMessage> ForRead(TimeProvider time, Random jitter) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = jitter.NextDouble,
                Delay = FirstDelay,
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is HttpRequestException or Polly.Timeout.TimeoutRejectedException
                    || args.Outcome.Result is { } r && ((int)r.StatusCode >= 500 || r.StatusCode == System.Net.HttpStatusCode.TooManyRequests)),
            })
            .AddTimeout(Attempt)
            .Build();
}
