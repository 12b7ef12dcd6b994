using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>Somebody who changes the file: whatever goes wrong, they send a change again under the same id until it is answered.</summary>
/// <param name="name">Whose requests these are.</param>
/// <param name="world">The time.</param>
/// <param name="server">The server, when it can be reached.</param>
/// <param name="random">Draws.</param>
internal sealed class Clerk(string name, Timeline world, Func<Life?> server, Random random)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private int _requests;

    /// <summary>Completes once the change is on disk.</summary>
    /// <param name="edit">Makes the change, from what is on file when it is sent.</param>
    public async Task FileAsync(Func<Life, DirectoryEdit> edit)
    {
        var request = $"{name}-{++_requests}";
        while (!await TryAsync(edit, request))
        {
            await Task.Delay(random.Seconds(2, 60), world);
        }
    }

    private async Task<bool> TryAsync(Func<Life, DirectoryEdit> edit, string request)
    {
        if (server() is not { } life)
        {
            return false;
        }

        try
        {
            var result = await life.Engine.EditAsync(edit(life) with { RequestId = request }, CancellationToken.None).AsTask().WaitAsync(Patience, world);
            return result is EditResult.Refused refused
                ? throw new InvalidOperationException($"{request} was refused: {string.Join("; ", refused.Problems)}")
                : !life.IsDead;
        }
        catch (Exception error) when (error is EngineUnavailableException or TimeoutException)
        {
            // The page says that it did not work, or nothing at all.
            return false;
        }
    }
}
