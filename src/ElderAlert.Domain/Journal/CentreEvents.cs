using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Journal;

/// <summary>A fact of a centre that belongs to no incident.</summary>
public abstract record CentreEvent : JournalEvent;

/// <summary>A row of the directory was written.</summary>
/// <param name="Type">The type of item: household, device, contact ...</param>
/// <param name="Key">Its id.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Deleted">It was taken off the file.</param>
public sealed record DirectoryChanged(string Type, string Key, Actor By, bool Deleted) : CentreEvent;

/// <summary>
/// Private text that had had its time is erased by destroying its keys. The entry comes first: after a crash between the two it is
/// there again when the keys are gone.
/// </summary>
/// <param name="Before">Incidents closed before this had had their time.</param>
/// <param name="Months">Of how many months of households (and of the centre) text was erased.</param>
public sealed record TextErased(DateTimeOffset Before, int Months) : CentreEvent;

/// <summary>A household that was taken off the file has lost all its text and telemetry.</summary>
/// <param name="Household">Which.</param>
/// <param name="By">The system, or who asked for it.</param>
public sealed record HouseholdErased(HouseholdId Household, Actor By) : CentreEvent;

/// <summary>A signal that opened and joined no incident (a restore with nothing open, a cancel of nothing).</summary>
public sealed record SignalRecorded(Signal Signal) : CentreEvent;

/// <summary>Why input from a device could not be read.</summary>
public enum InputProblem
{
    /// <summary>Not JSON, or not of the shape that the topic asks for.</summary>
    Undecodable,

    /// <summary>A kind of signal that nobody knows.</summary>
    UnknownKind,

    /// <summary>No device on file has this name or binding.</summary>
    UnknownDevice,

    /// <summary>A topic that this device may not publish to.</summary>
    ForeignTopic,

    /// <summary>Larger than the receiver takes.</summary>
    Oversize,
}

/// <summary>Input that could not be read. It is kept and shown to operators: it may have been a call for help.</summary>
/// <param name="Device">Who sent it, as far as known: the authenticated device.</param>
/// <param name="Topic">Where.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Payload">The first 4,096 bytes; base64 where it is not UTF-8 text.</param>
public sealed record InputRejected(DeviceId? Device, string Topic, InputProblem Problem, string Reason, PrivateText Payload) : CentreEvent;

/// <summary>A device was refused at the door.</summary>
/// <param name="UserName">The name that it gave.</param>
/// <param name="Reason">Why.</param>
public sealed record DeviceRefused(string UserName, string Reason) : CentreEvent;

/// <summary>An operator signed in.</summary>
public sealed record OperatorSignedIn(OperatorId Operator) : CentreEvent;

/// <summary>An operator signed out, or their last console has been silent for too long.</summary>
public sealed record OperatorSignedOut(OperatorId Operator, string Reason) : CentreEvent;

/// <summary>A sign-in was refused.</summary>
public sealed record SignInRefused(string UserName, string Reason) : CentreEvent;

/// <summary>A call to one of our webhooks was refused: nobody who knows the provider's secret made it.</summary>
/// <param name="Path">Which webhook, without its query.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many were refused since the last such fact; a flood of them is one fact a minute.</param>
public sealed record WebhookRefused(string Path, string Reason, int Count) : CentreEvent;

/// <summary>A text message that answers no open incident. It is kept and shown to operators: it may be a call for help.</summary>
/// <param name="From">Who wrote, where the number is on file.</param>
/// <param name="Address">The number.</param>
/// <param name="Text">The words.</param>
public sealed record TextReceived(RecipientRef? From, PrivateText Address, PrivateText Text) : CentreEvent;

/// <summary>Somebody of a home spoke with the hotline about nothing in particular: a sign of life.</summary>
/// <param name="Household">Which home.</param>
/// <param name="By">The operator who took or made the call.</param>
public sealed record CheckedIn(HouseholdId Household, Actor By) : CentreEvent;

/// <summary>What is wrong with the engine or the hotline itself, so that alarms may be late.</summary>
public enum FaultKind
{
    /// <summary>A deadline passed and nothing happened: its timer was lost.</summary>
    DeadlineLost,

    /// <summary>The deadline clock does not look any more.</summary>
    ClockStuck,

    /// <summary>The clock was ahead and has been put back: incidents hold times that lie in the future.</summary>
    ClockPutBack,

    /// <summary>No operator is signed on.</summary>
    NobodySignedOn,

    /// <summary>The journal does not take entries: no call for help is taken.</summary>
    JournalFails,

    /// <summary>The telephone providers take nothing: nobody is told by message or call.</summary>
    MessagesFail,
}

/// <summary>A fault began. It is shown on every console until it ends.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Reason">The same in a sentence, without personal data.</param>
/// <param name="Incidents">The incidents concerned, at most ten of them.</param>
public sealed record FaultRaised(FaultKind Fault, string Reason, IReadOnlyList<IncidentId> Incidents) : CentreEvent;

/// <summary>A fault is over.</summary>
public sealed record FaultEnded(FaultKind Fault) : CentreEvent;
