using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Server.Family;

internal sealed class EnglishFamilyWords : FamilyWords
{
    public override string Tag => "en";
    public override string OtherName => "中文";
    public override string OtherTag => "zh-CN";

    public override string Title(string residents, string kind) => $"{residents} · {kind}";
    public override string RaisedAt(string time) => $"Alarm raised at {time}";
    public override string Handling(string owner) => $"Operator {owner} is in charge";
    public override string Steps => "Progress";
    public override string StepRaised => "Alarm";
    public override string StepTaken => "Taken";
    public override string StepGoing => "Sent";
    public override string StepThere => "There";
    public override string StepOver => "Over";
    public override string StepDone => "done";
    public override string StepWaiting => "waiting";

    public override string NobodyYet => "Finding somebody to help";
    public override string NobodyYetDetail => "The alarm has reached the centre. Nobody has taken it yet.";
    public override string HasIt(string owner) => $"Operator {owner} has it";
    public override string HasItDetail => "The centre is calling the home and will send somebody if needed.";
    public override string Promised(string name) => $"{name} is going";
    public override string Sent(string name) => $"{name} was asked to go";
    public override string SentDetail => "Waiting for them to say that they are on the way.";
    public override string OnTheWay(string name) => $"{name} is on the way";
    public override string Arriving(int minutes, string at) => $"About {minutes} minutes, expected at {at}";
    public override string SetOutAt(string at) => $"Set out at {at}";
    public override string There(string name) => $"{name} is there";
    public override string ThereSince(string at) => $"Arrived at {at}";
    public override string Over => "It is over";

    public override string CanYouGo => "Can you go and look?";
    public override string AlsoGoing => "Somebody is going. Do you want to go as well?";
    public override string YouPromised => "You said that you are going. Thank you! To change the time, answer again.";
    public override string WhenThere => "How soon can you be there?";
    public override string Minutes(int minutes) => $"{minutes} min";
    public override string Unsaid => "Not sure";
    public override string IAmGoing => "I am going now";
    public override string ICannot => "I cannot go";
    public override string ICannotAfterAll => "I cannot come after all";
    public override string ICannotNoted => "Noted that you cannot go. We keep asking others.";
    public override string YourTask => "Your task";
    public override string SetOut => "I am on my way";
    public override string Arrived => "I am there";
    public override string Left => "I have left";
    public override string YouLeft => "You have left. Thank you for going.";
    public override string TakeIt => "I take responsibility";
    public override string Superseded => "Things have changed and your last answer was not recorded. Please look at the latest state.";
    public override string NotNoted(string hotline) => $"Your answer could not be recorded. Please press again in a moment, or tell us by calling {hotline}.";

    public override string Address => "Address";
    public override string OpenMap => "Open map";
    public override string Entry => "How to get in";
    public override string ShowEntry => "Show how to get in";
    public override string EntryIsRecorded => "Each view is recorded.";

    public override string WhatHappened => "What happened";
    public override string Call(string hotline) => $"Call the hotline {hotline}";
    public override string CallOf(string centre, string hotline) => $"{centre}: {hotline}";
    public override string Offline => "The connection is lost; what you see may be out of date. Reconnecting…";
    public override string Private => "This link is for you alone. Please do not pass it on.";

    public override string RoleOf(ResponderRole role) => role switch
    {
        ResponderRole.GridWorker => "Grid worker",
        ResponderRole.Doctor => "Doctor",
        ResponderRole.Volunteer => "Volunteer",
        ResponderRole.PropertyGuard => "Guard",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    public override string ExpiredTitle => "This link has expired";
    public override string ExpiredDetail => "To protect the person's privacy, the links in our messages are good for a limited time. Please call the hotline to learn how things stand.";
    public override string ForgedTitle => "This link is not valid";
    public override string ForgedDetail => "The link is incomplete, or it did not come from the service centre. Please open it again from the message, or call the hotline.";

    public override string EventOpened(string kind) => $"{kind} received";
    public override string EventSignal(string kind) => $"{kind} received as well";
    public override string EventBack(string kind) => $"It is back: {kind}";
    public override string EventCancel => "Somebody at home cancelled the alarm; the operator will check";
    public override string EventTold(string name) => $"{name} was told";
    public override string EventNobodyAnswered => "Nobody answered in a whole round; we go on calling";
    public override string EventPromised(string name, int? minutes) => $"{name} is going{(minutes is { } m ? $", about {m} min" : "")}";
    public override string EventPromiseLapsed => "Whoever was going has not got there yet; we are asking others";
    public override string EventPromiseTakenBack(string name) => $"{name} cannot come after all; we are asking others";
    public override string EventClaimed(string owner) => $"Operator {owner} took it";
    public override string EventReleased => "It is being handed to another operator";
    public override string EventSpoke(bool reached) => reached ? "Spoke to the home" : "Called the home; nobody answered";
    public override string EventOutsideLine(string line) => $"{line} was called";
    public override string EventSent(string name) => $"{name} was asked to go";
    public override string EventSetOut(string name, int? minutes) => $"{name} set out{(minutes is { } m ? $", about {m} min" : "")}";
    public override string EventThere(string name) => $"{name} arrived";
    public override string EventLeft(string name) => $"{name} left";
    public override string EventOver(string ending) => $"Over: {ending}";

    public override string EventCalledBack(FollowUpResult result) => result switch
    {
        FollowUpResult.Well => "Called back: all is well",
        FollowUpResult.NeedsService => "Called back: another service is needed",
        FollowUpResult.Away => "Called back: in hospital or with family",
        FollowUpResult.NotReached => "Called back: no answer, we will try again",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not a result of a follow-up"),
    };

    public override string EventClosed => "Closed";
}
