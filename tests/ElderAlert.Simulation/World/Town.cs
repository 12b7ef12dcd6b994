using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Provider;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;
using Resident = ElderAlert.Domain.Directory.Resident;

namespace ElderAlert.Simulation.World;

/// <summary>Puts the town on file and lets its homes live. What is drawn for one purpose comes from a stream of its own.</summary>
internal sealed class Town(int seed, Timeline world, Street street, Phones phones, Promises promises, Func<Life?> server)
{
    /// <summary>How many times as often as in life homes call.</summary>
    private const double Pace = 25;

    private const double StrangersPerDay = 0.3;

    /// <summary>Files it and begins.</summary>
    /// <param name="homes">How many homes.</param>
    /// <param name="until">Until when they live.</param>
    public async Task BeginAsync(int homes, DateTimeOffset until)
    {
        var edit = TownFile.Draw(homes, Draw("town"), Draw("senses"));
        if (await server()!.Engine.EditAsync(edit, CancellationToken.None) is EditResult.Refused refused)
        {
            throw new InvalidOperationException(string.Join("; ", refused.Problems));
        }

        GiveNumbers(edit);
        foreach (var resident in edit.Upserts.OfType<Resident>())
        {
            promises.Expect(resident, until);
        }

        foreach (var home in edit.Upserts.OfType<Household>())
        {
            Live(home, edit.Upserts.OfType<Device>().Where(d => d.Household == home.Id).ToList(), until);
        }

        var strange = Draw("stranger");
        if (strange.Happens(StrangersPerDay))
        {
            var stranger = new Sensor(new DeviceId("stranger"), street, strange);
            world.At(world.Start + ((until - world.Start) * strange.NextDouble()), () => stranger.Say(strange.Pick([SignalKind.Sos, SignalKind.Smoke, SignalKind.BatteryLow])));
        }
    }

    private void Live(Household home, IReadOnlyList<Device> files, DateTimeOffset until)
    {
        var devices = files.Where(d => d.Profile == SenseFile.Seldom && d.Type != DeviceType.DoorContact)
            .Select(d => (File: d, Sensor: new Sensor(d.Id, street, Draw("device", d.Key))))
            .ToList();
        var dwelling = new Dwelling(world, devices.ToDictionary(d => d.File.Type, d => d.Sensor), Pace, Draw("home", home.Key));
        if (files.Any(d => d.Type == DeviceType.MotionSensor))
        {
            var draws = Draw("occupant", home.Key);
            var (motion, door) = (new Sense(SenseFile.MotionOf(home.Id), street, draws), new Sense(SenseFile.DoorOf(home.Id), street, draws));
            var detector = devices.Find(d => d.File.Type == DeviceType.FallWearable).Sensor ?? devices[0].Sensor;
            void Cancel() => detector.Say(SignalKind.Cancel);
            void Stumble() => detector.Say(SignalKind.Fall, confidence: draws.Between(0.2, 0.7));
            void Help() => draws.Pick(devices).Sensor.Say(draws.Pick([SignalKind.Sos, SignalKind.Fall, SignalKind.Smoke]));
            var occupant = new Occupant(home.Id, world, motion, door, Help, Stumble, Cancel, new Clerk($"occupant-{home.Key}", world, server, draws), draws);
            dwelling.Fell = occupant.Fall;
            occupant.Live(until, street.Start);
        }

        dwelling.Live(until);
        var fitter = Draw("fitter", home.Key);
        new Fitter(world, new Clerk($"fitter-{home.Key}", world, server, fitter), fitter).Visit(home.Id, devices, until, street.Start);
    }

    private void GiveNumbers(DirectoryEdit edit)
    {
        var people = edit.Upserts.OfType<Contact>().Select(c => (c.Methods, Ref: new RecipientRef(RecipientKind.Contact, c.Key)))
            .Concat(edit.Upserts.OfType<Responder>().Select(r => (r.Methods, Ref: new RecipientRef(RecipientKind.Responder, r.Key))))
            .Concat(edit.Upserts.OfType<Operator>().Select(o => (o.Methods, Ref: new RecipientRef(RecipientKind.Supervisor, o.Key))));
        foreach (var (methods, person) in people)
        {
            foreach (var method in methods)
            {
                phones.GiveNumber(method.Address.Value, person);
            }
        }
    }

    private Random Draw(params ReadOnlySpan<string> names) => Seeds.For(seed, names);
}
