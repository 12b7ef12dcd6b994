using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Writing;

/// <summary>Journals a fact of a centre.</summary>
internal sealed class FactWork(CentreId centre, CentreEvent fact) : Work<long>
{
    public override void Want(KnownKeys known)
    {
    }

    protected override long Carry(Batch batch)
    {
        HouseholdId? household = fact switch
        {
            InputRejected { Device: { } device } => batch.Directory.Find(device)?.Household,
            SignalRecorded recorded => batch.Directory.HomeOf(recorded.Signal)?.Id,
            CheckedIn checkedIn => checkedIn.Household,
            HouseholdErased erased => erased.Household,
            _ => null,
        };
        return batch.Add(centre, fact, household);
    }
}

/// <summary>Changes the file: rows and their events in one transaction.</summary>
internal sealed class EditWork(DirectoryEdit edit) : Work<EditResult>
{
    private readonly RequestKey? _request = edit.RequestId is null ? null : new RequestKey(edit.Centre, edit.RequestId);

    public override void Want(KnownKeys known)
    {
        if (_request is { } request)
        {
            known.WantedRequests.Add(request);
        }
    }

    protected override EditResult Carry(Batch batch)
    {
        if (batch.Known.Find(_request) is { } earlier)
        {
            return new EditResult.Done(earlier.Position);
        }

        var after = batch.Directory.With(edit.Upserts, edit.Deletes);
        var problems = DirectoryRules.Check(batch.Directory, after, edit);
        if (problems.Count > 0)
        {
            return new EditResult.Refused(problems);
        }

        if (AbsenceCheck.Refuse(after, edit) is { } refused)
        {
            return refused;
        }

        batch.AddEdit(edit, after);
        batch.AddRequest(_request, new RequestOutcome(Incident: null, batch.Head(edit.Centre)));
        return new EditResult.Done(batch.Head(edit.Centre));
    }
}
