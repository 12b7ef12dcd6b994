using System.Net;

namespace ElderAlert.Telephony.Twilio;

/// <summary>
/// A form that knows whether it has begun to leave. The HTTP/1.1 client writes the body only on an established connection, so that a request
/// whose body was never asked for cannot have been carried out; from then on, only an answer ends the doubt.
/// </summary>
internal sealed class TrackedForm(IEnumerable<KeyValuePair<string, string>> fields) : FormUrlEncodedContent(fields)
{
    /// <summary>Bytes may have left.</summary>
    public bool HasStarted { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasStarted = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        HasStarted = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}
