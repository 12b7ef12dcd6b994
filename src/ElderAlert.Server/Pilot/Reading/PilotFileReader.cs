using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>A pilot file as it was read.</summary>
/// <param name="Plan">What to put on file; null where there are problems.</param>
/// <param name="Problems">Every problem, in the order of the file.</param>
/// <param name="CentreLine">Where the centre is.</param>
/// <param name="Locate">Gives a problem that the engine found its line.</param>
internal sealed record PilotFile(PilotPlan? Plan, IReadOnlyList<PilotProblem> Problems, int CentreLine, Func<PilotProblem, PilotProblem> Locate);

/// <summary>Reads a pilot file (docs/pilot-file.md) whole, and finds every mistake in one pass.</summary>
internal static class PilotFileReader
{
    /// <summary>Reads a file against what is on file.</summary>
    public static PilotFile Read(ReadOnlyMemory<byte> file, DirectoryIndex onFile)
    {
        JsonNodeAt root;
        try
        {
            root = JsonNodeAt.Parse(file);
        }
        catch (JsonException broken)
        {
            return new PilotFile(null, [new PilotProblem((int)(broken.LineNumber + 1 ?? 1), "the file is not JSON: " + WithoutPlace(broken.Message))], 0, p => p);
        }

        var draft = new PilotDraft(onFile);
        var top = new ObjectReader(root, "", draft.Problems);
        var centreLine = ReadCentre(draft, top);
        if (centreLine > 0)
        {
            PlaceReader.Read(draft, top);
            PolicyReader.Read(draft, top);
            ProfileReader.Read(draft, top);
            SilenceReader.Read(draft, top);
            HomeReader.Read(draft, top);
            PeopleReader.Read(draft, top);
            RotaReader.Read(draft, top);
            top.RefuseTheRest();
        }

        return new PilotFile(
            draft.Problems.Count == 0 ? new PilotPlan(draft.Centre, draft.Items, draft.NewKeys) : null,
            [.. draft.Problems.OrderBy(p => p.Line)],
            centreLine,
            problem => problem with { Line = draft.LineOf(problem.Sentence) });
    }

    private static int ReadCentre(PilotDraft draft, ObjectReader top)
    {
        if (top.Object("centre") is not { } centre)
        {
            top.Report("centre", "has no \"centre\"");
            return 0;
        }

        draft.Centre = new CentreId(centre.Text("id"));
        var zone = centre.Text("timeZone");
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            centre.Report("timeZone", $"\"timeZone\" is an IANA name such as Asia/Shanghai, and \"{zone}\" is none");
        }

        var area = centre.OptionalText("area");
        draft.Add(
            new Centre(
                draft.Centre,
                centre.Text("name"),
                centre.Text("hotline"),
                area is null ? null : new AreaId(area),
                zone,
                HoursReader.ReadList(centre, "quietHours"),
                draft.OnFile.Find(draft.Centre)?.Retention),
            centre);
        return centre.Line;
    }

    /// <summary>The reader's own sentence ends in a place that is counted differently.</summary>
    private static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
