using System.IO.Compression;
using System.Net.Http.Headers;

namespace ElderAlert.Influx.Sending;

/// <summary>Posts lines, compressed, and reads the answer. One caller: its buffer is used again.</summary>
internal sealed class LineRequest(InfluxEndpoint endpoint, HttpClient http, TimeProvider time) : IDisposable
{
    private readonly MemoryStream _body = new();

    /// <summary>Sends the lines; a connection that fails or times out is <see cref="WriteVerdict.TryLater"/>: lines sent twice are one point.</summary>
    public async Task<WriteOutcome> PostAsync(ArraySegment<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        Compress(lines);
        using var request = endpoint.Request(HttpMethod.Post, endpoint.Write);
        request.Content = new ByteArrayContent(_body.GetBuffer(), 0, (int)_body.Length);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        request.Content.Headers.ContentEncoding.Add("gzip");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return await WriteOutcome.ReadAsync(response, time.GetUtcNow(), cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            return new WriteOutcome(WriteVerdict.TryLater, failure.Message);
        }
        catch (IOException failure)
        {
            return new WriteOutcome(WriteVerdict.TryLater, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WriteOutcome(WriteVerdict.TryLater, "no answer in time");
        }
    }

    public void Dispose() => _body.Dispose();

    private void Compress(ArraySegment<ReadOnlyMemory<byte>> lines)
    {
        _body.SetLength(0);
        using var gzip = new GZipStream(_body, CompressionLevel.Fastest, leaveOpen: true);
        foreach (var line in lines)
        {
            gzip.Write(line.Span);
            gzip.WriteByte((byte)'\n');
        }
    }
}
