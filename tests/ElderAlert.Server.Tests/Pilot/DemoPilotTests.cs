using System.Text;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.FirmwareSim;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Pilot;
using ElderAlert.Server.Pilot.Demo;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Pilot;

public sealed class DemoPilotTests
{
    private static readonly DemoSecret Secret = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private static readonly Lazy<PilotPlan> Plan = new(() => DemoPilot.Plan(Secret));

    [Fact]
    public void Plan_HasTheCityThatItPromises()
    {
        Assert.Equal(45, Of<Household>().Count);
        Assert.Equal(15, Of<Area>().Count(a => a.Level is AreaLevel.Town));
        Assert.Equal(5, Of<Area>().Select(a => a.Level).Distinct().Count());
        Assert.Equal(20, Of<Responder>().Count);
        Assert.Equal(4, Of<Operator>().Count);
        Assert.All(Of<Household>(), h => Assert.InRange(Of<Contact>().Count(c => c.Household == h.Id), 2, 3));
        Assert.All(Of<Household>(), h => Assert.Contains(Of<Device>(), d => d.Household == h.Id && d.Type is DeviceType.Pendant && d.ButtonIsSos));
        Assert.Equal(15, Of<Device>().Count(d => d.Model is "Zigbee2MQTT gateway"));
    }

    [Fact]
    public void Plan_MadeTwice_IsTheSamePeople()
    {
        var again = DemoPilot.Plan(Secret).Items.OfType<Resident>().Select(r => r.Name.Value);

        Assert.Equal(Of<Resident>().Select(r => r.Name.Value), again);
    }

    [Fact]
    public void Plan_EveryNumber_IsImpossibleAndSomebodysOwn()
    {
        var numbers = Of<Contact>().SelectMany(c => c.Methods)
            .Concat(Of<Responder>().SelectMany(r => r.Methods))
            .Concat(Of<Operator>().SelectMany(o => o.Methods))
            .Select(m => m.Address.Value)
            .Distinct()
            .Concat(Of<Household>().Select(h => h.Phone!.Value.Value))
            .ToList();

        Assert.All(numbers, n => Assert.Matches(@"^\+861000000\d{4}$", n));
        Assert.Equal(numbers.Count, numbers.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Plan_EveryKey_FollowsFromTheSecret()
    {
        var pendant = Of<Device>().First(d => d.KeyHash is not null);

        Assert.True(DeviceKey.Verify(Encoding.UTF8.GetBytes(Secret.KeyOf(pendant.Id.Value)), pendant.KeyHash));
        Assert.False(DeviceKey.Verify(Encoding.UTF8.GetBytes(new DemoSecret(new byte[32]).KeyOf(pendant.Id.Value)), pendant.KeyHash));
        Assert.True(PasswordHash.Verify(Secret.PasswordOf("admin"), Of<Operator>().Single(o => o.Key == "admin").PasswordHash));
    }

    [Fact]
    public async Task Plan_Applied_PassesEveryRule_AndSomebodyGoesToEachHome()
    {
        using var journal = new DiskJournal();
        var engine = new IncidentEngine(journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);

        var result = await new PilotImporter(engine).ApplyAsync(Plan.Value, Actor.System, requestId: null, CancellationToken.None);

        Assert.IsType<PilotResult.Done>(result);
        Assert.All(Of<Household>(), h => Assert.NotEmpty(engine.Directory.RespondersFor(h.Id)));
        Assert.All(Of<Household>(), h => Assert.NotEmpty(engine.Directory.RosterOf(h.Centre, h.Id).Supervisors));
        await engine.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void Homes_FitTheSimulator()
    {
        var homes = DemoPilot.Homes(Of<Household>(), id => [.. Of<Device>().Where(d => d.Household == id)], Secret);

        Assert.Equal(45, homes.Count);
        Assert.NotNull(new Simulation(new SimulationOptions(new BrokerAddress(), homes), TimeProvider.System, _ => { }));
    }

    [Fact]
    public void OfFolder_Twice_IsTheSameSecret()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("elderalert-demo").FullName;
        try
        {
            Assert.Equal(DemoSecret.OfFolder(folder).KeyOf("d"), DemoSecret.OfFolder(folder).KeyOf("d"));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static List<T> Of<T>()
        where T : DirectoryItem => Plan.Value.Items.OfType<T>().ToList();
}
