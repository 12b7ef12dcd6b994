using System.Globalization;
using System.Security.Cryptography;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Support;

/// <summary>Two hotlines on one running server, each with a home, so that a test can see whether one looks into the other's.</summary>
internal sealed class Hotline : IAsyncDisposable
{
    public const string Password = "correct horse";
    public static readonly CentreId Alpha = new("alpha");
    public static readonly CentreId Beta = new("beta");
    public static readonly HouseholdId Home = new("alpha-home");
    public static readonly HouseholdId OtherHome = new("beta-home");
    public static readonly DeviceId Pendant = new("alpha-pendant");
    public static readonly DeviceId OtherPendant = new("beta-pendant");

    private int _signals;

    private Hotline(RunningServer server) => Server = server;

    public RunningServer Server { get; }

    /// <summary>Starts it; with a clock that stands still, where one is given.</summary>
    public static async Task<Hotline> StartAsync(FakeClock? clock = null, IReadOnlyDictionary<string, string?>? settings = null, string? folder = null)
    {
        var server = await RunningServer.StartAsync(settings, services =>
        {
            if (clock is not null)
            {
                services.AddSingleton<TimeProvider>(clock);
            }
        }, folder);
        var hotline = new Hotline(server);
        await hotline.FileAsync(Alpha, Home, Pendant, "wang", "boss", "admin");
        await hotline.FileAsync(Beta, OtherHome, OtherPendant, "bela", "bela-boss", "bela-admin");
        return hotline;
    }

    /// <summary>A browser in which the operator is signed in.</summary>
    public Task<TestBrowser> SignInAsync(string user) => Server.SignInAsync(user, Password);

    /// <summary>The pendant calls for help.</summary>
    public async Task<IncidentId> AlarmAsync(DeviceId? device = null, SignalKind kind = SignalKind.Sos)
    {
        var now = Server.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var signal = new Signal($"s-{Interlocked.Increment(ref _signals)}", device ?? Pendant, kind, SignalState.Active, now);
        var receipt = await Server.Engine.ReceiveAsync(signal, CancellationToken.None);
        return receipt.Incident!.Value;
    }

    /// <summary>Everything in a centre's journal.</summary>
    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(CentreId centre) =>
        await Server.Journal.ReadAsync(centre, 0, CancellationToken.None).ToListAsync();

    /// <summary>A hash like the product's, with one round instead of hundreds of thousands.</summary>
    public static string QuickHash(string password)
    {
        var salt = new byte[16];
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, 32);
        return string.Create(CultureInfo.InvariantCulture, $"pbkdf2-sha256$1${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task FileAsync(CentreId centre, HouseholdId home, DeviceId pendant, string @operator, string supervisor, string administrator)
    {
        var area = new AreaId($"{centre}-village");
        DirectoryItem[] items =
        [
            new Centre(centre, $"Hotline {centre}", "96345", area, "Asia/Shanghai"),
            new Area(centre, area, Parent: null, AreaLevel.Village, "Chengnan", new GeoPoint(29.59, 120.83)),
            DefaultPolicies.Life(centre) with { Id = new PolicyId($"{centre}-life") },
            DefaultPolicies.Technical(centre) with { Id = new PolicyId($"{centre}-technical") },
            new Household(centre, home, area, "Chen", "Lane 3 No. 7", new GeoPoint(29.59, 120.83), "+8610000000000", "key safe 4711"),
            new Resident(centre, new ResidentId($"{centre}-chen"), home, "Chen Guiying", 1941, 2, LivesAlone: true, ["heart"]),
            new Device(centre, pendant, home, DeviceType.Pendant, Model: "P1", Room: "bedroom"),
            new Contact(centre, new ContactId($"{centre}-daughter"), home, "Daughter Chen", "daughter", 1, [new(Channel.Sms, "+8610000000001")]),
            new Responder(centre, new ResponderId($"{centre}-guard"), "Guard Lu", ResponderRole.PropertyGuard, [area], [new(Channel.Sms, "+8610000000002")], new GeoPoint(29.6, 120.83)),
            Person(centre, @operator, OperatorRole.Operator),
            Person(centre, supervisor, OperatorRole.Supervisor),
            Person(centre, administrator, OperatorRole.Administrator),
        ];
        Assert.IsType<EditResult.Done>(await Server.Engine.EditAsync(new DirectoryEdit(centre, Actor.System, items, []), CancellationToken.None));
    }

    private static Operator Person(CentreId centre, string id, OperatorRole role) =>
        new(centre, new OperatorId(id), $"Person {id}", role, QuickHash(Password), []);
}
