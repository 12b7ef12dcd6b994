using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Sessions;
using ElderAlert.Mqtt.Topics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace ElderAlert.Mqtt.Server;

/// <summary>The server half: what its connections share, and its life within the host.</summary>
internal sealed class MqttServer : IHostedService, IMqttPublisher, IDisposable
{
    private const int PooledPublishes = 4096;

    private readonly CancellationTokenSource _stopping = new();
    private readonly IHostApplicationLifetime _lifetime;
    private Task _clock = Task.CompletedTask;

    public MqttServer(
        MqttApplication application,
        IOptions<MqttServerOptions> options,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILogger<MqttServer> logger)
    {
        _lifetime = lifetime;
        Application = application;
        Options = options.Value;
        Time = time;
        Logger = logger;
        Router = new MessageRouter(Options, time, logger);
        Sessions = new SessionRegistry(this);
        Deadlines = new ConnectionDeadlines(this);
        Budget = new PendingBudget(Options.MaximumPendingBytes);
        Addresses = new AddressLimits(Options, time);
        Sink = new AuthorizingSink(this);
        Wills = new WillKeeper(this);
    }

    public MqttApplication Application { get; }

    public MqttServerOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public MessageRouter Router { get; }

    public SessionRegistry Sessions { get; }

    public ConnectionDeadlines Deadlines { get; }

    public PendingBudget Budget { get; }

    public AuthorizingSink Sink { get; }

    public WillKeeper Wills { get; }

    /// <summary>Where sessions survive a restart; null: nowhere.</summary>
    public SessionJournal? Journal { get; private set; }

    public AddressLimits Addresses { get; }

    public TopicCache Topics { get; } = new();

    public ObjectPool<PendingPublish> PendingPool { get; } =
        new DefaultObjectPool<PendingPublish>(new DefaultPooledObjectPolicy<PendingPublish>(), PooledPublishes);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _lifetime.ApplicationStopping.Register(
            () => Sessions.CloseAll(ReasonCode.ServerShuttingDown, "The server is shutting down"));
        if (Options.SessionFolder is { } folder)
        {
            var journal = new SessionJournal(folder, Logger, Time);
            journal.Start(state => SessionRestore.Apply(state, this, journal));
            Journal = journal;
        }

        _clock = Deadlines.RunAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _clock.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Journal is not null)
        {
            await Journal.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        Router.Dispose();
    }

    public async ValueTask<int> PublishAsync(ApplicationMessage message, CancellationToken cancellationToken = default)
    {
        if (!TopicRules.IsName(message.Topic))
        {
            throw new ArgumentException("A topic name is not empty and has no wildcards", nameof(message));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var receivers = Router.Publish(message, publisher: null, essential: true);
        if (Journal is not null)
        {
            await Journal.FlushAsync();
        }

        return receivers;
    }

    /// <summary>Tells the host; what it throws is logged and ends there.</summary>
    public async ValueTask Observe(string connectionId, Func<IConnectionObserver, ValueTask> tell)
    {
        try
        {
            await tell(Application.Observer);
        }
        catch (Exception exception)
        {
            Log.ObserverFailed(Logger, exception, connectionId);
        }
    }

    /// <summary>Asks the host; when it cannot answer the client may try again later.</summary>
    public async ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, MqttConnection connection)
    {
        try
        {
            return await Application.Authenticator.AuthenticateAsync(request, connection.Context.ConnectionClosed);
        }
        catch (Exception exception)
        {
            Log.AuthenticatorFailed(Logger, exception, connection.Context.ConnectionId);
            return AuthenticationResult.Refused(ReasonCode.ServerUnavailable, "The authenticator failed");
        }
    }

    /// <summary>A client's connection is over: its will, its session, and whoever waits for them.</summary>
    public async ValueTask EndAsync(ConnectedClient client, DisconnectCause cause)
    {
        var connection = client.Connection;
        Log.Disconnected(Logger, connection.ClientId, connection.ConnectionId, $"{cause.ReasonCode}", cause.Detail);

        // At shutdown every device loses its connection, none is in trouble: whoever does not come back is told of
        // after the restart, as 3.1.2.5 allows.
        var will = cause.ReasonCode == ReasonCode.ServerShuttingDown ? null : client.Will;
        var isDelayed = will?.DelaySeconds > 0 && client.Session.ExpirySeconds > 0;
        Sessions.Detach(client, isDelayed ? will : null);
        if (will is not null && !isDelayed)
        {
            Wills.Publish(will);
        }

        await Observe(connection.ConnectionId, observer => observer.DisconnectedAsync(connection, cause));
        client.MarkEnded();
    }
}
