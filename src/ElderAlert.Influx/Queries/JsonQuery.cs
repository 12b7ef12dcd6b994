using System.Text.Json;

namespace ElderAlert.Influx.Queries;

/// <summary>Asks for a JSON document and turns every way of not getting one into <see cref="SeriesReadException"/>.</summary>
internal sealed class JsonQuery(InfluxEndpoint endpoint, HttpClient http)
{
    private const int LongestQuote = 500;

    public async Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = endpoint.Request(HttpMethod.Get, address);
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await AnswerText.ReadAsync(response, cancellationToken);
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(body)
                : throw new SeriesReadException($"The server answered {(int)response.StatusCode}: {(body.Length > LongestQuote ? body[..LongestQuote] : body).Trim()}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            throw new SeriesReadException($"The time series server cannot be read: {failure.Message}", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SeriesReadException("The time series server did not answer in time.", late);
        }
    }
}
