using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Engine.Directory;

/// <summary>A change of the file, carried out whole or not at all.</summary>
/// <param name="Centre">Whose file.</param>
/// <param name="By">Who changes it.</param>
/// <param name="Upserts">Items written, new or replacing those of the same type and id.</param>
/// <param name="Deletes">Items removed.</param>
/// <param name="RequestId">The caller's id of this change; the same id is carried out once.</param>
public sealed record DirectoryEdit(
    CentreId Centre,
    Actor By,
    IReadOnlyList<DirectoryItem> Upserts,
    IReadOnlyList<DirectoryItem> Deletes,
    string? RequestId = null);

/// <summary>What came of an edit.</summary>
public abstract record EditResult
{
    private EditResult()
    {
    }

    /// <summary>It is on disk.</summary>
    /// <param name="Position">The centre's position after it.</param>
    public sealed record Done(long Position) : EditResult;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Problems">Each a code and a sentence that names the item.</param>
    public sealed record Refused(IReadOnlyList<EditProblem> Problems) : EditResult;
}
