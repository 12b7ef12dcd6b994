using System.Text;

namespace ElderAlert.FirmwareSim.Transport;

/// <summary>
/// Keeps one device connected and empties its flash: a message that must arrive stays there until it is acknowledged,
/// and goes out again, unchanged, on the next connection.
/// </summary>
internal sealed class DeviceLink
{
    /// <summary>A server that does not acknowledge in this time is taken for gone.</summary>
    private static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(2);

    private readonly UplinkAddress _address;
    private readonly Flash _flash;
    private readonly Radio _radio;
    private readonly LinkSurroundings _around;
    private readonly BackOff _backOff;
    private string? _lastTrouble;

    public DeviceLink(UplinkAddress address, Flash flash, Radio radio, Random jitter, LinkSurroundings around)
    {
        (_address, _flash, _radio, _around) = (address, flash, radio, around);
        _backOff = new BackOff(jitter);
    }

    /// <summary>Lets the link say a last word of the ecosystem behind a gateway, before it says goodbye.</summary>
    public OutgoingMessage? Farewell { get; init; }

    /// <summary>Connects, works and reconnects until cancelled, then says goodbye.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await _radio.WaitUpAsync(ct);
                await ConnectAndWorkAsync(ct);
            }
            catch (UplinkException exception)
            {
                Tell(exception.Message);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                Tell("connection lost");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_backOff.Next(), _around.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAndWorkAsync(CancellationToken ct)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(ct, _radio.Session);
        await using var uplink = await _around.Uplinks.ConnectAsync(_address, _around.OnCommand(_address.DeviceId), session.Token);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(session.Token, uplink.Lost);
        try
        {
            await SendAsync(uplink, Status("online"), work.Token);
            await uplink.SubscribeAsync(_address.CommandTopic, work.Token);
            _backOff.Reset();
            _lastTrouble = null;
            await EmptyFlashAsync(uplink, work.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && !uplink.Lost.IsCancellationRequested)
        {
            await SayGoodbyeAsync(uplink);
            throw;
        }
    }

    private async Task EmptyFlashAsync(IUplink uplink, CancellationToken ct)
    {
        while (true)
        {
            while (_flash.TryPeek(out var message))
            {
                await SendAsync(uplink, message, ct);
                _flash.Remove(message);
                _around.OnSent(message);
            }

            await _flash.WaitAsync(ct);
        }
    }

    private async Task SendAsync(IUplink uplink, OutgoingMessage message, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(AcknowledgeWithin, _around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            if (await uplink.PublishAsync(message, either.Token) is { } refusal)
            {
                _around.Log($"{_address.DeviceId}: {message.Topic} was refused for good: {refusal}");
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new UplinkException($"no acknowledgement within {AcknowledgeWithin.TotalSeconds:0} s");
        }
    }

    private async Task SayGoodbyeAsync(IUplink uplink)
    {
        using var patience = new CancellationTokenSource(GoodbyeWithin, _around.Time);
        try
        {
            if (Farewell is not null)
            {
                await uplink.PublishAsync(Farewell, patience.Token);
            }

            await uplink.PublishAsync(Status("offline"), patience.Token);
            await uplink.CloseAsync(patience.Token);
        }
        catch (Exception exception) when (exception is UplinkException or OperationCanceledException)
        {
            Tell($"left without a goodbye: {exception.Message}");
        }
    }

    private OutgoingMessage Status(string word) => new(_address.StatusTopic, Encoding.UTF8.GetBytes(word), MustArrive: true, Retain: true);

    /// <summary>Says each trouble once: a device that retries for an hour has one thing to say.</summary>
    private void Tell(string trouble)
    {
        if (!string.Equals(trouble, _lastTrouble, StringComparison.Ordinal))
        {
            _around.Log($"{_address.DeviceId}: {trouble}");
        }

        _lastTrouble = trouble;
    }
}

/// <summary>What every link shares.</summary>
/// <param name="Uplinks">Opens connections.</param>
/// <param name="Time">For back-off and patience.</param>
/// <param name="OnCommand">Gives the receiver of commands for a device id.</param>
/// <param name="OnSent">Told of each message that left the flash.</param>
/// <param name="Log">Takes a line for people.</param>
internal sealed record LinkSurroundings(
    IUplinkFactory Uplinks,
    TimeProvider Time,
    Func<string, Action<ReadOnlyMemory<byte>>> OnCommand,
    Action<OutgoingMessage> OnSent,
    Action<string> Log);
