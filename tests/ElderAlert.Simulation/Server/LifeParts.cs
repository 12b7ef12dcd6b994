using ElderAlert.Engine;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Plants;
using ElderAlert.Simulation.Provider;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Server;

/// <summary>What one life of the server is put into.</summary>
/// <param name="Disk">Its store.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Cloud">The provider.</param>
/// <param name="Options">How much the engine takes at once.</param>
/// <param name="Findings">Takes what must not be.</param>
/// <param name="Plant">A bug that is put into it.</param>
/// <param name="Random">Seeds what the server draws by itself (the jitter of retries).</param>
/// <param name="Memory">What the watch has saved.</param>
/// <param name="Heard">Is told of everything that the watch hears.</param>
/// <param name="Survives">Whether the process lives through a point of its work; false when it has died there.</param>
internal sealed record LifeParts(
    DiskTrouble Disk,
    ServerClock Clock,
    Cloud Cloud,
    EngineOptions Options,
    Findings Findings,
    PlantedBug Plant,
    Random Random,
    WatchMemory Memory,
    Action<DeviceHeard> Heard,
    Func<Life, string, bool> Survives);
