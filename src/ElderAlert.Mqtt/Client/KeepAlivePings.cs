using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>
/// Asks the server for a sign of life twice per keep-alive interval; gives up when one was not answered in a whole one
/// (3.1.2.10).
/// </summary>
/// <param name="output">Where PINGREQ goes.</param>
/// <param name="time">The clock.</param>
/// <param name="onSilence">Called when the server is silent.</param>
internal sealed class KeepAlivePings(PacketOutput output, TimeProvider time, Action onSilence) : IDisposable
{
    private ITimer? _timer;
    private TimeSpan _interval;
    private long _sent;

    /// <summary>Begins; an interval of zero asks nothing.</summary>
    public void Start(TimeSpan interval)
    {
        if (interval > TimeSpan.Zero)
        {
            _interval = interval;
            _timer = time.CreateTimer(_ => Ping(), null, interval / 2, interval / 2);
        }
    }

    /// <summary>PINGRESP has come.</summary>
    public void Answered() => Volatile.Write(ref _sent, 0);

    public void Dispose() => _timer?.Dispose();

    private void Ping()
    {
        var sent = Volatile.Read(ref _sent);
        if (sent != 0 && time.GetElapsedTime(sent) >= _interval)
        {
            onSilence();
            return;
        }

        Interlocked.CompareExchange(ref _sent, time.GetTimestamp(), 0);
        output.Write(new PingPacket(PacketType.PingReq));
        output.Flush();
    }
}
