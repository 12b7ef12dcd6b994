namespace ElderAlert.Simulation.Plants;

/// <summary>The bugs that can be planted, by the name that the command line gives them.</summary>
internal static class PlantedBugs
{
    private static readonly Dictionary<string, PlantedBug> All = new()
    {
        ["acknowledge-before-append"] = new AcknowledgeBeforeAppend(),
        ["failed-append-is-success"] = new FailedAppendIsSuccess(),
        ["duplicates-not-known"] = new DuplicatesNotKnown(),
        ["step-early"] = new StepEarly(),
        ["fact-forgotten-at-start"] = new FactForgottenAtStart(),
        ["timers-late"] = new TimersLate(),
        ["page-twice"] = new PageTwice(),
        ["voicemail-is-a-person"] = new VoicemailIsAPerson(),
        ["commit-not-synced"] = new CommitNotSynced(),
        ["row-changed"] = new RowChanged(),
        ["unknown-input-swallowed"] = new UnknownInputSwallowed(),
        ["strangers-housed"] = new StrangersHoused(),
        ["test-not-marked"] = new TestNotMarked(),
        ["test-told-as-danger"] = new TestToldAsDanger(),
        ["motion-not-heard"] = new MotionNotHeard(),
        ["heartbeat-is-motion"] = new HeartbeatIsMotion(),
        ["absences-forgotten"] = new AbsencesForgotten(),
        ["absent-not-helped"] = new AbsentNotHelped(),
        ["motion-assumed"] = new MotionAssumed(),
        ["door-not-heard"] = new DoorNotHeard(),
        ["return-not-heard"] = new ReturnNotHeard(),
        ["cancel-not-journalled"] = new CancelNotJournalled(),
    };

    /// <exception cref="FormatException">There is no such bug.</exception>
    public static PlantedBug Find(string? name) => name is null
        ? PlantedBug.None
        : All.GetValueOrDefault(name) ?? throw new FormatException($"{name} is not one of {string.Join(", ", All.Keys)}");
}
