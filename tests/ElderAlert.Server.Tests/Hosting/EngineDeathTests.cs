using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Server.Tests.Hosting;

/// <summary>A process whose engine has ended takes no alarm; it must not look alive to whoever would start it anew.</summary>
public sealed class EngineDeathTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("elderalert-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TheEngineDies_TheProcessEndsWithItsCode_AndTheNextOneGoesOn()
    {
        await using (var app = RunningServer.Build(_folder.FullName, settings: null, services => services.AddSingleton<ILoggerProvider>(new StumblingLog())))
        {
            var serving = await ServeAsync(app);
            using var tool = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "journal.db")};Pooling=False");
            tool.Open();
            using (tool.BeginTransaction(deferred: false))
            {
                await Assert.ThrowsAsync<EngineUnavailableException>(() => FileCentreAsync(app).AsTask());
            }

            Assert.Equal(ServerHost.ExitEngineDied, await serving.WaitAsync(Patience, TimeProvider.System));
        }

        await using var next = RunningServer.Build(_folder.FullName, settings: null, services: null);
        var servingAgain = await ServeAsync(next);
        Assert.IsType<EditResult.Done>(await FileCentreAsync(next));
        next.Lifetime.StopApplication();
        Assert.Equal(0, await servingAgain.WaitAsync(Patience, TimeProvider.System));
    }

    /// <summary>Runs it as the command line does, and waits until it takes alarms.</summary>
    private static async Task<Task<int>> ServeAsync(WebApplication app)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStarted.Register(started.SetResult);
        var serving = ServerHost.ServeAsync(app);
        await Task.WhenAny(started.Task, serving);
        Assert.True(started.Task.IsCompleted, "the server did not start");
        return serving;
    }

    private static ValueTask<EditResult> FileCentreAsync(WebApplication app)
    {
        var village = new AreaId("alpha-village");
        var centre = new Centre(Hotline.Alpha, "Hotline alpha", "96345", village, "Asia/Shanghai");
        var area = new Area(Hotline.Alpha, village, Parent: null, AreaLevel.Village, "Chengnan", new GeoPoint(29.59, 120.83));
        return app.Services.GetRequiredService<IncidentEngine>()
            .EditAsync(new DirectoryEdit(Hotline.Alpha, Actor.System, [centre, area], []), CancellationToken.None);
    }
}
