using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Engine.Directory;

/// <summary>What must hold on file after an edit. Each problem is a sentence that names the item.</summary>
internal static class DirectoryRules
{
    /// <summary>Checks an edit against the file as it would be afterwards.</summary>
    /// <param name="before">The file now.</param>
    /// <param name="after">The file with the edit.</param>
    /// <param name="edit">The edit.</param>
    public static IReadOnlyList<EditProblem> Check(DirectoryIndex before, DirectoryIndex after, DirectoryEdit edit)
    {
        var problems = new List<EditProblem>();
        foreach (var item in edit.Upserts)
        {
            problems.AddRange(Problems(before, after, edit.Centre, item)
                .Select(sentence => new EditProblem(EditProblemCode.Invalid, sentence))
                .Concat(Rules(after, item))
                .Select(p => p with { Sentence = $"{NameOf(item)}: {p.Sentence}" }));
        }

        foreach (var item in edit.Deletes)
        {
            problems.AddRange(WhatStillNeeds(after, item).Select(p => new EditProblem(EditProblemCode.StillNeeded, $"{NameOf(item)} cannot be removed: {p}")));
        }

        return problems;
    }

    /// <summary>Rules that have a code of their own.</summary>
    private static IEnumerable<EditProblem> Rules(DirectoryIndex after, DirectoryItem item) => item switch
    {
        EscalationPolicy policy => PolicyRules.Check(after, policy),
        Area { Parent: { } parent } a when after.UpFrom(parent).Any(up => up.Id == a.Id) =>
            [new EditProblem(EditProblemCode.AreaCircle, "the areas above it lead back to itself")],
        _ => DutyRules.Check(after, item),
    };

    private static IEnumerable<string> Problems(DirectoryIndex before, DirectoryIndex after, CentreId centre, DirectoryItem item)
    {
        if (item.Centre != centre)
        {
            yield return $"belongs to centre {item.Centre}, not {centre}";
        }

        if (string.IsNullOrWhiteSpace(item.Key) || item.Key.Length > 128)
        {
            yield return "the id must have 1 to 128 characters";
        }

        if (before.Find(item.GetType(), item.Key) is { } same && same.Centre != centre)
        {
            yield return "the id is taken by another centre";
        }

        foreach (var problem in MissingReferences(after, item).Concat(TakenName(before, after, item)).Concat(Values(item)))
        {
            yield return problem;
        }
    }

    /// <summary>What another centre has on file is not on file: nobody is told of a home, or shown it, by way of another hotline's file.</summary>
    private static IEnumerable<string> MissingReferences(DirectoryIndex after, DirectoryItem item) => item switch
    {
        Centre c => Missing(c, after.Find(c.Area ?? default), c.Area?.Value, "area"),
        Area a => Missing(a, after.Find(a.Parent ?? default), a.Parent?.Value, "parent area"),
        Household h => Missing(h, after.Find(h.Area), h.Area.Value, "area").Concat(Missing(h, after.Find(h.Policy ?? default), h.Policy?.Value, "policy")),
        Resident r => Missing(r, after.Find(r.Household), r.Household.Value, "household"),
        Contact c => Missing(c, after.Find(c.Household), c.Household.Value, "household"),
        Device d => Missing(d, after.Find(d.Household), d.Household.Value, "household")
            .Concat(Missing(d, after.Find(d.Gateway ?? default), d.Gateway?.Value, "gateway"))
            .Concat(Missing(d, after.Find<DeviceProfile>(d.Profile?.Value ?? ""), d.Profile?.Value, "profile")),
        Absence a => Missing(a, after.Find(a.Household), a.Household.Value, "household"),
        TestMode t => Missing(t, after.Find(t.Household), t.Household.Value, "household"),
        Responder r => r.Areas.SelectMany(a => Missing(r, after.Find(a), a.Value, "area")),
        _ => Missing(item, after.Find(item.Centre), item.Centre.Value, "centre"),
    };

    private static IEnumerable<string> Values(DirectoryItem item) => item switch
    {
        Centre { Retention: { } retention } => retention.Problems(),
        Resident { AbilityLevel: < 0 or > 4 } => ["the ability level is a number from 0 to 4 (GB/T 42195-2022)"],
        Device { Gateway: { } g } d when g == d.Id => ["it cannot be its own gateway"],
        Resident { Plan: { } plan } => SilenceValues.Problems(plan),
        DeviceProfile p => SilenceValues.Problems(p),
        SilencePolicy p => SilenceValues.Problems(p),
        Device d when WatchSignals.IsWatch(d.Id) => ["ids that begin with watch: are ElderAlert's own"],
        Household h when AreaPlace.AreaOf(h.Id) is not null => ["ids that begin with area: stand for areas"],
        Contact c => Numbers(c.Methods),
        Responder r => Numbers(r.Methods),
        Operator o => Numbers(o.Methods),
        _ => [],
    };

    private static IEnumerable<string> TakenName(DirectoryIndex before, DirectoryIndex after, DirectoryItem item)
    {
        if (item is not Device { Gateway: { } gateway, ExternalName: { } name } device)
        {
            return [];
        }

        var earlier = before.FindBinding(gateway, name);
        var keepsIt = earlier is not null && after.Find(earlier.Id) is { } still && still.Gateway == gateway && still.ExternalName == name;
        var isTaken = (keepsIt && earlier!.Id != device.Id) || after.FindBinding(gateway, name)?.Id != device.Id;
        return isTaken ? [$"gateway {gateway} already knows another device as {name}"] : [];
    }

    private static IEnumerable<string> Numbers(IReadOnlyList<ContactMethod> methods) => methods
        .Where(m => !IsE164(m.Address.Value))
        .Select(m => $"a {m.Channel} number is not in the international form +8613800000000");

    private static bool IsE164(string number) =>
        number.Length is >= 8 and <= 16 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static IEnumerable<string> WhatStillNeeds(DirectoryIndex after, DirectoryItem item) => item switch
    {
        Household h when after.ResidentsOf(h.Id).Count + after.DevicesOf(h.Id).Count + after.ContactsOf(h.Id).Count + after.AbsencesOf(h.Id).Count > 0 =>
            ["residents, devices, contacts or absences are still filed under it"],
        Area a when after.Of<Household>(a.Centre).Any(h => h.Area == a.Id) || after.Of<Area>(a.Centre).Any(x => x.Parent == a.Id) =>
            ["households or areas still lie in it"],
        Device d when after.Behind(d.Id).OrderBy(b => b.Key, StringComparer.Ordinal).FirstOrDefault() is { } behind =>
            [$"device {behind.Key} of household {behind.Household} is still reached through it"],
        DeviceProfile p when after.Of<Device>(p.Centre).Any(d => d.Profile == p.Id) => ["devices still use it"],
        Contact c when PoliciesNaming(after, c).FirstOrDefault() is { } policy => [$"policy {policy.Key} names this contact"],
        Operator o when RotasNaming(after, o, RotaOf.Operators).FirstOrDefault() is { } rota => [$"rota {rota.Key} still counts on them"],
        Responder r when RotasNaming(after, r, RotaOf.Responders).FirstOrDefault() is { } rota => [$"rota {rota.Key} still counts on them"],
        EscalationPolicy p when after.Of<Household>(p.Centre).Any(h => h.Policy == p.Id) => ["households still use it"],
        _ => [],
    };

    private static IEnumerable<EscalationPolicy> PoliciesNaming(DirectoryIndex after, Contact contact) => after.Of<EscalationPolicy>(contact.Centre)
        .Where(p => p.Steps.SelectMany(s => s.Targets).SelectMany(t => t.WithOtherwise()).Any(t => t.Kind == TargetKind.NamedContact && t.Contact == contact.Id));

    private static IEnumerable<Rota> RotasNaming(DirectoryIndex after, DirectoryItem person, RotaOf of) => after.Of<Rota>(person.Centre)
        .Where(r => r.Of == of && r.Members.Contains(person.Key, StringComparer.Ordinal));

    private static IEnumerable<string> Missing(DirectoryItem item, DirectoryItem? found, string? wanted, string what) =>
        wanted is not null && found?.Centre != item.Centre ? [$"its {what} {wanted} is not on file"] : [];

    private static string NameOf(DirectoryItem item) => $"{item.GetType().Name} {item.Key}";
}
