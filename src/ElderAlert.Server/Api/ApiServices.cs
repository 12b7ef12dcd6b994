using ElderAlert.Server.Api.Actions;
using ElderAlert.Server.Api.Files;
using ElderAlert.Server.Api.Reports;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Pilot;

namespace ElderAlert.Server.Api;

/// <summary>The HTTP interface's room.</summary>
internal static class ApiServices
{
    /// <summary>Registers what the endpoints share.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<ActionRunner>()
        .AddSingleton<FileEditor>()
        .AddSingleton<PilotImporter>()
        .AddSingleton<DeviceSightings>();

    /// <summary>Maps everything under <c>/api</c> that asks for a session.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").RequireAuthorization(Policies.Console).RequireOffsets();
        api.MapIncidents();
        api.MapFile(PlaceFiles.Centres);
        api.MapFile(PlaceFiles.Areas);
        api.MapFile(PlaceFiles.Households);
        api.MapFile(PlaceFiles.Policies);
        api.MapFile(PeopleFiles.Residents);
        api.MapFile(PeopleFiles.Contacts);
        api.MapFile(PeopleFiles.Responders);
        api.MapFile(PeopleFiles.Operators);
        api.MapFile(DutyFiles.Rotas);
        api.MapOnDuty();
        api.MapFile(DeviceFiles.Devices);
        api.MapDeviceKeys();
        api.MapTestModes();
        api.MapFile(SilenceFiles.Profiles);
        api.MapFile(SilenceFiles.Policies);
        api.MapFile(SilenceFiles.Absences);
        api.MapSilence();
        api.MapImport();
        api.MapTelemetry();
        api.MapReports();
        api.MapJournal();
        api.MapFaults();
    }
}
