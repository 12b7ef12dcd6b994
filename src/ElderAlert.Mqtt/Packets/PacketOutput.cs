using System.Buffers;
using System.IO.Pipelines;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>
/// The sending side of a connection. Many threads write packets; bytes go out when somebody flushes, so that what is
/// ready together leaves together. While the peer reads too slowly writes are held and <see cref="IsBlocked"/> is true.
/// </summary>
internal sealed class PacketOutput
{
    private readonly Lock _sync = new();
    private readonly PipeWriter _pipe;
    private readonly Action _onFlushed;
    private ArrayBufferWriter<byte>? _held;
    private ValueTask<FlushResult> _flush;
    private TaskCompletionSource? _unblocked;
    private long _flushes;
    private bool _isBlocked;
    private bool _isDirty;
    private bool _isClosed;
    private bool _isBroken;

    public PacketOutput(PipeWriter pipe)
    {
        _pipe = pipe;
        _onFlushed = OnFlushed;
    }

    public MqttProtocolVersion Version { get; set; } = MqttProtocolVersion.V311;

    /// <summary>The largest packet that the peer accepts (3.1.2.11.4).</summary>
    public uint MaximumPacketSize { get; set; } = uint.MaxValue;

    /// <summary>Topic aliases that the peer allows; null: none.</summary>
    public OutgoingTopicAliases? Aliases { get; set; }

    /// <summary>Called, on any thread, when the peer has caught up.</summary>
    public Action? Unblocked { get; set; }

    /// <summary>
    /// True while the peer has more than a buffer full to read; <see cref="Unblocked"/> is called afterwards. A flush that ends at once
    /// is never seen as blocked, as nobody would be called for it.
    /// </summary>
    public bool IsBlocked
    {
        get
        {
            lock (_sync)
            {
                return _isBlocked;
            }
        }
    }

    /// <summary>How often the peer has taken what there was; while it stands still under <see cref="IsBlocked"/>, the peer does not read.</summary>
    public long Flushes
    {
        get
        {
            lock (_sync)
            {
                return _flushes;
            }
        }
    }

    public void Write<T>(T packet)
        where T : IPacket
    {
        lock (_sync)
        {
            if (!_isClosed)
            {
                PacketEncoder.Write(Target(), packet, Version);
                _isDirty = true;
            }
        }
    }

    /// <summary>
    /// False: larger than the peer accepts. On a closed output a message that will be acknowledged counts as sent: it
    /// is sent again on the next connection.
    /// </summary>
    public bool TryWrite(in OutgoingPublish publish)
    {
        lock (_sync)
        {
            if (_isClosed)
            {
                return publish.QoS > QualityOfService.AtMostOnce;
            }

            var topic = publish.Message.Topic;
            var aliased = Aliases is null ? publish : publish with { TopicAlias = Aliases.For(topic) };
            if (MaximumPacketSize < uint.MaxValue && PublishPacket.SizeOf(aliased, Version) > MaximumPacketSize)
            {
                return false;
            }

            PublishPacket.Write(Target(), aliased, Version);
            if (aliased.TopicAlias is { Known: false, Alias: var alias })
            {
                Aliases!.Remember(topic, alias);
            }

            _isDirty = true;
            return true;
        }
    }

    public void Flush()
    {
        lock (_sync)
        {
            while (_isDirty && !_isBlocked && !_isBroken)
            {
                StartFlush();
            }
        }
    }

    /// <summary>Flushes a last time; whatever is written later is ignored.</summary>
    public void Close()
    {
        Flush();
        lock (_sync)
        {
            _isClosed = true;
            _unblocked?.TrySetResult();
        }
    }

    /// <summary>Completes when the peer has caught up or the output is closed.</summary>
    public Task WaitUntilUnblockedAsync()
    {
        lock (_sync)
        {
            if (!_isBlocked || _isClosed)
            {
                return Task.CompletedTask;
            }

            _unblocked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _unblocked.Task;
        }
    }

    private IBufferWriter<byte> Target() => _isBlocked ? _held ??= new ArrayBufferWriter<byte>() : _pipe;

    private void StartFlush()
    {
        if (_held is not null)
        {
            _pipe.Write(_held.WrittenSpan);
            _held = null;
        }

        _isDirty = false;
        _isBlocked = true;
        _flush = _pipe.FlushAsync();
        if (_flush.IsCompleted)
        {
            FinishFlush();
        }
        else
        {
            _flush.GetAwaiter().UnsafeOnCompleted(_onFlushed);
        }
    }

    private void FinishFlush()
    {
        _isBlocked = false;
        _flushes++;
        try
        {
            _isBroken |= _flush.GetAwaiter().GetResult().IsCompleted;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The transport is gone; the reading side learns of it and ends the connection.
            _isBroken = true;
        }

        _flush = default;
        _isClosed |= _isBroken;
    }

    private void OnFlushed()
    {
        lock (_sync)
        {
            FinishFlush();
            if (_isDirty && !_isBroken)
            {
                StartFlush();
            }

            if (!_isBlocked || _isClosed)
            {
                _unblocked?.TrySetResult();
                _unblocked = null;
            }
        }

        Unblocked?.Invoke();
    }
}
