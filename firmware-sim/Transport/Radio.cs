namespace ElderAlert.FirmwareSim.Transport;

/// <summary>Whether a device can reach the world: it has power and there is a network. Safe from any thread.</summary>
internal sealed class Radio : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _session = new();
    private TaskCompletionSource _up = Completed();
    private bool _isPowered = true;
    private bool _hasNetwork = true;

    public bool IsUp
    {
        get
        {
            lock (_lock)
            {
                return _isPowered && _hasNetwork;
            }
        }
    }

    /// <summary>Cancelled at the moment in which the radio goes down.</summary>
    public CancellationToken Session
    {
        get
        {
            lock (_lock)
            {
                return _session.Token;
            }
        }
    }

    public void SetPower(bool isPowered) => Change(() => _isPowered = isPowered);

    public void SetNetwork(bool hasNetwork) => Change(() => _hasNetwork = hasNetwork);

    public Task WaitUpAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            return _up.Task.WaitAsync(ct);
        }
    }

    public void Dispose() => _session.Dispose();

    private void Change(Action change)
    {
        CancellationTokenSource? lost = null;
        lock (_lock)
        {
            var wasUp = _isPowered && _hasNetwork;
            change();
            var isUp = _isPowered && _hasNetwork;
            if (wasUp && !isUp)
            {
                (lost, _session) = (_session, new CancellationTokenSource());
                _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            else if (!wasUp && isUp)
            {
                _up.TrySetResult();
            }
        }

        lost?.Cancel();
    }

    private static TaskCompletionSource Completed()
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        up.SetResult();
        return up;
    }
}
