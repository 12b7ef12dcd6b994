namespace ElderAlert.Simulation.Provider;

/// <summary>The way from one life of the server to the provider: it ends with that life.</summary>
/// <param name="cloud">The provider.</param>
/// <param name="survives">Asked before a request leaves and before an answer arrives: false when the process has died there.</param>
internal sealed class CloudLine(Cloud cloud, Func<string, bool> survives) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!survives("before a request"))
        {
            await Never();
        }

        try
        {
            return await cloud.AnswerAsync(request, cancellationToken);
        }
        finally
        {
            if (!survives("before an answer"))
            {
                await Never();
            }
        }
    }

    private static Task Never() => new TaskCompletionSource().Task;
}
