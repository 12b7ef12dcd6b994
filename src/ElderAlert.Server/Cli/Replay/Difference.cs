using ElderAlert.Domain;

namespace ElderAlert.Server.Cli.Replay;

/// <summary>Something that is stored otherwise than the journal tells it.</summary>
/// <param name="Centre">Whose.</param>
/// <param name="Position">The entry that tells it; 0 where none does.</param>
/// <param name="What">A sentence that names both.</param>
internal sealed record Difference(CentreId Centre, long Position, string What)
{
    public override string ToString() => $"centre {Centre}, position {Position}: {What}";
}
