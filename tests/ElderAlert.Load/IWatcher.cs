namespace ElderAlert.Load;

/// <summary>Somebody to whom the server pushes the signals that it took.</summary>
internal interface IWatcher : IAsyncDisposable
{
    /// <summary>Each signal as it is pushed; ends when <paramref name="stop"/> is cancelled.</summary>
    IAsyncEnumerable<Sighting> ReadAsync(CancellationToken stop);
}

/// <summary>A signal that was pushed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">The timestamp when its message had been received and read.</param>
internal readonly record struct Sighting(string Id, long At);
