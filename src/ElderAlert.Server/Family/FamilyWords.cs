using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Server.Family;

/// <summary>The words of the family page. What an incident is called and how it stands comes from <see cref="Domain.Notifications.Wording"/>.</summary>
public abstract class FamilyWords
{
    /// <summary>The words of a language.</summary>
    public static FamilyWords In(Language language) => language switch
    {
        Language.Chinese => new ChineseFamilyWords(),
        Language.English => new EnglishFamilyWords(),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "not a language"),
    };

    /// <summary>For the page's lang attribute (BCP 47).</summary>
    public abstract string Tag { get; }

    /// <summary>The other language, by its own name.</summary>
    public abstract string OtherName { get; }

    public abstract string OtherTag { get; }

    public abstract string Title(string residents, string kind);
    public abstract string RaisedAt(string time);
    public abstract string Handling(string owner);
    public abstract string Steps { get; }
    public abstract string StepRaised { get; }
    public abstract string StepTaken { get; }
    public abstract string StepGoing { get; }
    public abstract string StepThere { get; }
    public abstract string StepOver { get; }
    public abstract string StepDone { get; }
    public abstract string StepWaiting { get; }

    public abstract string NobodyYet { get; }
    public abstract string NobodyYetDetail { get; }
    public abstract string HasIt(string owner);
    public abstract string HasItDetail { get; }
    public abstract string Promised(string name);
    public abstract string Sent(string name);
    public abstract string SentDetail { get; }
    public abstract string OnTheWay(string name);
    public abstract string Arriving(int minutes, string at);
    public abstract string SetOutAt(string at);
    public abstract string There(string name);
    public abstract string ThereSince(string at);
    public abstract string Over { get; }

    public abstract string CanYouGo { get; }
    public abstract string AlsoGoing { get; }
    public abstract string YouPromised { get; }
    public abstract string WhenThere { get; }
    public abstract string Minutes(int minutes);
    public abstract string Unsaid { get; }
    public abstract string IAmGoing { get; }
    public abstract string ICannot { get; }
    public abstract string ICannotAfterAll { get; }
    public abstract string ICannotNoted { get; }
    public abstract string YourTask { get; }
    public abstract string SetOut { get; }
    public abstract string Arrived { get; }
    public abstract string Left { get; }
    public abstract string YouLeft { get; }
    public abstract string TakeIt { get; }
    public abstract string Superseded { get; }
    public abstract string NotNoted(string hotline);

    public abstract string Address { get; }
    public abstract string OpenMap { get; }
    public abstract string Entry { get; }
    public abstract string ShowEntry { get; }
    public abstract string EntryIsRecorded { get; }

    public abstract string WhatHappened { get; }
    public abstract string Call(string hotline);
    public abstract string CallOf(string centre, string hotline);
    public abstract string Offline { get; }
    public abstract string Private { get; }
    public abstract string RoleOf(ResponderRole role);

    public abstract string ExpiredTitle { get; }
    public abstract string ExpiredDetail { get; }
    public abstract string ForgedTitle { get; }
    public abstract string ForgedDetail { get; }

    public abstract string EventOpened(string kind);
    public abstract string EventSignal(string kind);

    /// <summary>It had been said to be over.</summary>
    public abstract string EventBack(string kind);
    public abstract string EventCancel { get; }
    public abstract string EventTold(string name);
    public abstract string EventNobodyAnswered { get; }
    public abstract string EventPromised(string name, int? minutes);
    public abstract string EventPromiseLapsed { get; }
    public abstract string EventPromiseTakenBack(string name);
    public abstract string EventClaimed(string owner);
    public abstract string EventReleased { get; }
    public abstract string EventSpoke(bool reached);
    public abstract string EventOutsideLine(string line);
    public abstract string EventSent(string name);
    public abstract string EventSetOut(string name, int? minutes);
    public abstract string EventThere(string name);
    public abstract string EventLeft(string name);
    public abstract string EventOver(string ending);
    public abstract string EventCalledBack(FollowUpResult result);
    public abstract string EventClosed { get; }
}
