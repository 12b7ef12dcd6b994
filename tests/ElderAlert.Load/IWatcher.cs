namespace ElderAlert.Load;

/// <summary>Somebody to whom the server pushes the signals that it took.</summary>
internal interface IWatcher : IAsyncDisposable
{
    /// <summary>The id of each signal as it is pushed; ends when <paramref name="stop"/> is cancelled.</summary>
    IAsyncEnumerable<string> ReadAsync(CancellationToken stop);
}
