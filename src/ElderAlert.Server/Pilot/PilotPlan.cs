using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Pilot;

/// <summary>Everything that a pilot puts on file, ready to be applied in one edit.</summary>
/// <param name="Centre">Whose file.</param>
/// <param name="Items">Centre, areas, policies, households with their people and devices, responders and operators.</param>
/// <param name="NewKeys">Keys that were made up for devices; nobody can see them again.</param>
internal sealed record PilotPlan(CentreId Centre, IReadOnlyList<DirectoryItem> Items, IReadOnlyList<NewDeviceKey> NewKeys);

/// <summary>A device's key in clear, shown once.</summary>
/// <param name="Device">Its user name.</param>
/// <param name="Key">Its password.</param>
internal sealed record NewDeviceKey(DeviceId Device, string Key);

/// <summary>What is wrong with a pilot file, and where.</summary>
/// <param name="Line">The line of the file, from 1; 0 where it concerns none.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Code">Which rule, where one of the file's rules says so.</param>
internal sealed record PilotProblem(int Line, string Sentence, EditProblemCode Code = EditProblemCode.Invalid)
{
    public override string ToString() => Line > 0 ? $"line {Line}: {Sentence}" : Sentence;
}

/// <summary>What came of an import.</summary>
internal abstract record PilotResult
{
    private PilotResult()
    {
    }

    /// <summary>All of it is on file.</summary>
    /// <param name="Centre">Whose file.</param>
    /// <param name="Position">The centre's position after it.</param>
    /// <param name="Counts">How many items of each type.</param>
    /// <param name="NewKeys">Keys that were made up; shown once.</param>
    public sealed record Done(CentreId Centre, long Position, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<NewDeviceKey> NewKeys) : PilotResult;

    /// <summary>None of it is on file.</summary>
    public sealed record Refused(IReadOnlyList<PilotProblem> Problems) : PilotResult;
}
