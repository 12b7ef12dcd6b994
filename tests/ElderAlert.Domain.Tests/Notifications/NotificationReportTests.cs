using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Tests.Incidents;

namespace ElderAlert.Domain.Tests.Notifications;

/// <summary>Provider reports come early, late, twice and out of order.</summary>
public sealed class NotificationReportTests
{
    private readonly World _world = World.Claimed();

    private NotificationId Id => _world.State!.Notifications[0].Id;

    [Fact]
    public void Report_Twice_SecondTellsNothing()
    {
        Report(new ReportSending("+8610000000000", "words"));
        Report(new ReportAccepted("SM1"));

        Assert.Empty(Report(new ReportAccepted("SM1")));
        Assert.Single(Report(new ReportDelivered()));
        Assert.Empty(Report(new ReportDelivered()));
    }

    [Fact]
    public void Report_DeliveredBeforeAccepted_StaysDelivered()
    {
        Report(new ReportSending("+8610000000000", "words"));
        Report(new ReportDelivered());

        Assert.Empty(Report(new ReportAccepted("SM1")));
        Assert.Equal(NotificationState.Delivered, _world.State!.Notifications[0].State);
    }

    [Fact]
    public void Report_FailedAfterDelivered_IsNotBelieved()
    {
        Report(new ReportSending("+8610000000000", "words"));
        Report(new ReportDelivered());

        Assert.Empty(Report(new ReportFailed("30008", "unknown", Permanent: false)));
    }

    [Fact]
    public void Report_AmbiguousThenNotFound_MayBeSentAgain()
    {
        Report(new ReportSending("+8610000000000", "words"));
        Report(new ReportAmbiguous("timed out"));
        Report(new ReportNotFound());

        Assert.Equal(NotificationState.Requested, _world.State!.Notifications[0].State);
    }

    [Fact]
    public void Report_AmbiguousThenCallback_IsAccepted()
    {
        Report(new ReportSending("+8610000000000", "words"));
        Report(new ReportAmbiguous("timed out"));

        Assert.IsType<NotificationAccepted>(Assert.Single(Report(new ReportAccepted("SM1"))));
        Assert.Empty(Report(new ReportNotFound()));
    }

    [Fact]
    public void Report_SendingTwice_SecondSenderStops()
    {
        Assert.Single(Report(new ReportSending("+8610000000000", "words")));

        Assert.Empty(Report(new ReportSending("+8610000000000", "words")));
    }

    [Fact]
    public void Report_UnknownNotification_IsRefused() => Assert.Equal(
        RejectionCode.NotFound,
        _world.Refuse(new ReportNotification(new NotificationId("i0.99"), new ReportDelivered(), _world.Roster)));

    /// <summary>The engine spares itself the roster for these.</summary>
    [Fact]
    public void Report_NeedsNoRoster_DecidesTheSameWithout()
    {
        NotificationReport[] reports =
        [
            new ReportSending("+8610000000000", "words"), new ReportAmbiguous("timed out"), new ReportNotFound(), new ReportAccepted("SM1"), new ReportDelivered(),
        ];
        NotificationReport?[] ways = [null, .. reports, new ReportFailed("30008", "unknown", Permanent: false)];

        Assert.All(reports, report => Assert.False(NotificationRules.NeedsRoster(report)));
        foreach (var before in ways)
        {
            if (before is not null)
            {
                Report(before);
            }

            foreach (var report in reports)
            {
                Assert.Equal(Decide(report, _world.Roster), Decide(report, Roster.Empty));
            }
        }

        IReadOnlyList<IncidentEvent> Decide(NotificationReport report, Roster roster) =>
            IncidentDecider.Decide(_world.State, new ReportNotification(Id, report, roster), _world.State!.Policy, _world.Now).Events;
    }

    [Fact]
    public void NotificationId_Of_KnowsItsIncident() =>
        Assert.Equal(new IncidentId("a.b"), NotificationId.Of(new IncidentId("a.b"), 3).Incident);

    private IReadOnlyList<IncidentEvent> Report(NotificationReport report) => _world.Do(new ReportNotification(Id, report, _world.Roster));
}
