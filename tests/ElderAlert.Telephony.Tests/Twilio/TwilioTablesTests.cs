using ElderAlert.Domain.Notifications;
using ElderAlert.Telephony.Twilio;

namespace ElderAlert.Telephony.Tests.Twilio;

public sealed class TwilioTablesTests
{
    [Theory]
    [InlineData(21211, (int)TwilioFault.Address)]
    [InlineData(21214, (int)TwilioFault.Address)]
    [InlineData(21217, (int)TwilioFault.Address)]
    [InlineData(21401, (int)TwilioFault.Address)]
    [InlineData(21612, (int)TwilioFault.Address)]
    [InlineData(21614, (int)TwilioFault.Address)]
    [InlineData(30004, (int)TwilioFault.Address)]
    [InlineData(30005, (int)TwilioFault.Address)]
    [InlineData(30006, (int)TwilioFault.Address)]
    [InlineData(21610, (int)TwilioFault.OptedOut)]
    [InlineData(20003, (int)TwilioFault.Setup)]
    [InlineData(21606, (int)TwilioFault.Setup)]
    [InlineData(21608, (int)TwilioFault.Setup)]
    [InlineData(30002, (int)TwilioFault.Setup)]
    [InlineData(30034, (int)TwilioFault.Setup)]
    [InlineData(20429, (int)TwilioFault.Passing)]
    [InlineData(30001, (int)TwilioFault.Passing)]
    [InlineData(30003, (int)TwilioFault.Passing)]
    [InlineData(30007, (int)TwilioFault.Passing)]
    [InlineData(30008, (int)TwilioFault.Passing)]
    [InlineData(12345, (int)TwilioFault.Unlisted)]
    public void Of_Code_HasItsMeaning(int code, int fault)
    {
        var error = TwilioErrors.Of(code);

        Assert.Equal((TwilioFault)fault, error.Fault);
        Assert.Equal(error.Fault is TwilioFault.Address or TwilioFault.OptedOut or TwilioFault.Setup, error.IsPermanent);
    }

    [Fact]
    public void All_Codes_AreListedOnceWithASentence()
    {
        Assert.Equal(TwilioErrors.All.Count, TwilioErrors.All.Select(e => e.Code).Distinct().Count());
        Assert.All(TwilioErrors.All, e => Assert.Matches("^[A-Z].*[.]$", e.Sentence));
    }

    [Theory]
    [InlineData("accepted", NotificationState.Accepted)]
    [InlineData("scheduled", NotificationState.Accepted)]
    [InlineData("queued", NotificationState.Accepted)]
    [InlineData("sending", NotificationState.Accepted)]
    [InlineData("sent", NotificationState.Accepted)]
    [InlineData("partially_delivered", NotificationState.Accepted)]
    [InlineData("delivered", NotificationState.Delivered)]
    [InlineData("read", NotificationState.Delivered)]
    [InlineData("undelivered", NotificationState.Failed)]
    [InlineData("failed", NotificationState.Failed)]
    [InlineData("canceled", NotificationState.Failed)]
    public void OfMessage_Status_HasItsState(string status, NotificationState state) =>
        Assert.Equal(state, TwilioStatuses.StateOf(Assert.IsAssignableFrom<NotificationReport>(TwilioStatuses.OfMessage("SM1", status, null))));

    [Theory]
    [InlineData("receiving")]
    [InlineData("received")]
    [InlineData("of tomorrow")]
    [InlineData(null)]
    public void OfMessage_StatusThatSaysNothingOfOurs_IsNoReport(string? status) => Assert.Null(TwilioStatuses.OfMessage("SM1", status, null));

    [Theory]
    [InlineData(30008, false)]
    [InlineData(30005, true)]
    public void OfMessage_UndeliveredWithCode_SaysWhetherItIsPermanent(int code, bool isPermanent)
    {
        var failed = Assert.IsType<ReportFailed>(TwilioStatuses.OfMessage("SM1", "undelivered", code));

        Assert.Equal((TwilioErrors.Of(code).Sentence, isPermanent), (failed.Reason, failed.Permanent));
    }

    [Theory]
    [InlineData("queued", null, NotificationState.Accepted)]
    [InlineData("initiated", null, NotificationState.Accepted)]
    [InlineData("ringing", null, NotificationState.Accepted)]
    [InlineData("in-progress", null, NotificationState.Accepted)]
    [InlineData("completed", null, NotificationState.Delivered)]
    [InlineData("completed", "human", NotificationState.Delivered)]
    [InlineData(null, "human", NotificationState.Delivered)]
    [InlineData(null, "unknown", NotificationState.Delivered)]
    [InlineData(null, "machine_start", NotificationState.Failed)]
    [InlineData(null, "fax", NotificationState.Failed)]
    [InlineData("in-progress", "machine_start", NotificationState.Failed)]
    [InlineData("completed", "machine_end_beep", NotificationState.Failed)]
    [InlineData("busy", null, NotificationState.Failed)]
    [InlineData("no-answer", null, NotificationState.Failed)]
    [InlineData("failed", null, NotificationState.Failed)]
    [InlineData("canceled", null, NotificationState.Failed)]
    public void OfCall_Status_HasItsState(string? status, string? answeredBy, NotificationState state) =>
        Assert.Equal(state, TwilioStatuses.StateOf(Assert.IsAssignableFrom<NotificationReport>(TwilioStatuses.OfCall("CA1", status, answeredBy, null))));

    [Fact]
    public void OfCall_Machine_IsVoicemailAndNotPermanent() =>
        Assert.Equal(
            new ReportFailed(TwilioStatuses.Voicemail, "A machine answered the call.", Permanent: false),
            TwilioStatuses.OfCall("CA1", null, "machine_start", null));
}
