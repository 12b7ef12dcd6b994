using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.FirmwareSim;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Pilot;
using ElderAlert.Server.Pilot.Demo;

namespace ElderAlert.Server.Cli;

/// <summary>A running demo: the real server with the pilot on file, and homes that speak to it over MQTT like any others.</summary>
/// <param name="context">Where to print.</param>
/// <param name="folder">Where everything is kept.</param>
/// <param name="port">Port of the console.</param>
/// <param name="mqttPort">Port for devices.</param>
/// <param name="life">How the homes live; null: none do.</param>
internal sealed class Demo(CliContext context, string folder, int port, int mqttPort, DemoLife? life)
{
    /// <summary>The first fall comes while the presenter signs in.</summary>
    private static readonly TimeSpan FirstFall = TimeSpan.FromSeconds(25);

    /// <summary>Charts begin with a day of readings.</summary>
    private static readonly TimeSpan History = TimeSpan.FromHours(24);

    private const string Pendant = "h01-pendant";

    /// <summary>Serves until the process is told to stop.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var secret = DemoSecret.OfFolder(folder);
        await using var app = ServerHost.Build(
        [
            .. context.Configuration,
            $"--{ElderAlertSettings.Root}:Storage:Path={folder}",
            $"--{ElderAlertSettings.Root}:Server:Port={port}",
            $"--{ElderAlertSettings.Root}:Mqtt:Port={mqttPort}",
        ]);
        await app.StartAsync(cancellation);
        var engine = app.Services.GetRequiredService<IncidentEngine>();
        var isNew = engine.Directory.Find(DemoPilot.Centre) is null;
        if (isNew)
        {
            await ImportAsync(engine, secret, cancellation);
        }

        await PrintAsync(app, secret);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping, cancellation);
        var homes = LiveAsync(app, engine, secret, isNew, stop.Token);
        await app.WaitForShutdownAsync(cancellation);
        await stop.CancelAsync();
        await homes;
        return 0;
    }

    private async Task ImportAsync(IncidentEngine engine, DemoSecret secret, CancellationToken cancellation)
    {
        await context.Output.WriteLineAsync("Putting 45 homes on file ...");
        var result = await new PilotImporter(engine).ApplyAsync(DemoPilot.Plan(secret), Actor.System, requestId: null, cancellation);
        if (result is PilotResult.Refused refused)
        {
            throw new CliException(string.Join(Environment.NewLine, refused.Problems));
        }
    }

    /// <summary>Homes stop when the server does; until then trouble with them is printed and ends nothing else.</summary>
    private async Task LiveAsync(WebApplication app, IncidentEngine engine, DemoSecret secret, bool isNew, CancellationToken stop)
    {
        if (life is null)
        {
            return;
        }

        var options = new SimulationOptions(
            new BrokerAddress("127.0.0.1", Listeners.Of(app.Services).Mqtt!.Port),
            DemoPilot.Homes(engine.Directory.Of<Household>(DemoPilot.Centre), engine.Directory.DevicesOf, secret))
        {
            Pace = life.Pace,
            Recordings = life.Recordings,
            AlarmsFollowHours = false,
            FirstFallAfter = FirstFall,
            History = isNew ? History : TimeSpan.Zero,
        };
        try
        {
            await Task.Run(() => Simulation.RunAsync(options, TimeProvider.System, line => Tell(line, stop), stop), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await context.Output.WriteLineAsync("The homes have gone quiet.");
        }
        catch (Exception trouble) when (trouble is ArgumentException or IOException or FormatException)
        {
            await context.Error.WriteLineAsync($"The homes do not live: {trouble.Message}");
        }
    }

    /// <summary>While the server stops, each of 200 devices loses its connection; that is no news.</summary>
    private void Tell(string line, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested)
        {
            context.Output.WriteLine($"  home: {line}");
        }
    }

    private Task PrintAsync(WebApplication app, DemoSecret secret)
    {
        var listeners = Listeners.Of(app.Services);
        var http = listeners.Http.GetLeftPart(UriPartial.Authority);
        var mqtt = listeners.Mqtt!.Port;
        var signIns = DemoPeople.Staff.Select(s => $"              {s.User,-11} {secret.PasswordOf(s.User)}   ({s.Role.ToString().ToLowerInvariant()})");
        return context.Output.WriteLineAsync(
            $$"""

            ElderAlert demo: the hotline 96345 of a city that is on no map, with 45 homes

              Console     {{http}}/
              Sign in
            {{string.Join(Environment.NewLine, signIns)}}
              Phones      {{http}}/outbox   what families and responders receive, to answer
              Devices     mqtt://127.0.0.1:{{mqtt}}
              Data        {{folder}}

              Press a pendant yourself:
              mosquitto_pub -h 127.0.0.1 -p {{mqtt}} -q 1 -u {{Pendant}} -P {{secret.KeyOf(Pendant)}} \
                -t ea/v1/{{Pendant}}/signal -m '{"id":"'$(date +%s)'","kind":"sos"}'

              {{(life is null ? "No homes are simulated." : $"The first fall comes in {FirstFall.TotalSeconds:0} seconds, then an alarm every few minutes.")}} Ctrl+C stops.

            """);
    }
}
