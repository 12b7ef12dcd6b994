using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Plants;

/// <summary>What a device says that nobody has on file is acknowledged and thrown away.</summary>
internal sealed class UnknownInputSwallowed : PlantedBug
{
    public override async Task<SignalReceipt> ReceiveAsync(Reception reception, CentreId sender, Signal signal) =>
        await reception.Engine.ReceiveAsync(signal, CancellationToken.None);
}

/// <summary>What a device says that nobody has on file is taken for the first home's.</summary>
internal sealed class StrangersHoused : PlantedBug
{
    public override Task<SignalReceipt> ReceiveAsync(Reception reception, CentreId sender, Signal signal)
    {
        var directory = reception.Engine.Directory;
        return reception.TakeAsync(sender, directory.Find(signal.Device) is null ? signal with { Watch = directory.Of<Household>(sender).First().Id } : signal);
    }
}

/// <summary>An incident of a home in test mode does not show that it is a test.</summary>
internal sealed class TestNotMarked : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Plain(journal);

    private sealed class Plain(IJournal journal) : JournalAround(journal)
    {
        public override ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation) => base.AppendAsync(
            batch with { Entries = [.. batch.Entries.Select(e => e.Event is IncidentOpened { Test: true } opened ? e with { Event = opened with { Test = false } } : e)] },
            cancellation);
    }
}

/// <summary>Families are told of a test as of a danger.</summary>
internal sealed class TestToldAsDanger : PlantedBug
{
    public override HttpMessageHandler Between(HttpMessageHandler line) => new Frightening { InnerHandler = line };

    private sealed class Frightening : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                var form = await content.ReadAsStringAsync(cancellationToken);
                foreach (var language in Enum.GetValues<Language>())
                {
                    form = form.Replace(Uri.EscapeDataString(Wording.In(language).Test).Replace("%20", "+", StringComparison.Ordinal), "", StringComparison.Ordinal);
                }

                request.Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
