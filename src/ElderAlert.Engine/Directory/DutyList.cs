using ElderAlert.Domain;
using ElderAlert.Domain.Directory.Duty;

namespace ElderAlert.Engine.Directory;

/// <summary>Who of a centre is on duty at one moment, after its rotas.</summary>
internal sealed class DutyList
{
    /// <summary>No rota orders anything.</summary>
    public static readonly DutyList Free = new([], []);

    private readonly HashSet<(RotaOf Of, string Id)> _members;
    private readonly HashSet<(RotaOf Of, string Id)> _onDuty;

    private DutyList(HashSet<(RotaOf, string)> members, HashSet<(RotaOf, string)> onDuty)
    {
        _members = members;
        _onDuty = onDuty;
    }

    /// <summary>The list of a centre.</summary>
    /// <param name="directory">Where its rotas are.</param>
    /// <param name="centre">Whose.</param>
    /// <param name="local">The time with the offset that the centre has at that moment.</param>
    public static DutyList At(DirectoryIndex directory, CentreId centre, DateTimeOffset local)
    {
        HashSet<(RotaOf, string)>? members = null;
        HashSet<(RotaOf, string)> onDuty = [];
        foreach (var rota in directory.Of<Rota>(centre))
        {
            (members ??= []).UnionWith(rota.Members.Select(id => (rota.Of, id)));
            onDuty.UnionWith(rota.OnDuty(local).Select(id => (rota.Of, id)));
        }

        return members is null ? Free : new DutyList(members, onDuty);
    }

    /// <summary>Whether some rota orders the person's duty.</summary>
    public bool IsInARota(RotaOf of, string id) => _members.Contains((of, id));

    /// <summary>Whether the person is on duty; whoever is in no rota always is.</summary>
    public bool IsOnDuty(RotaOf of, string id) => !IsInARota(of, id) || _onDuty.Contains((of, id));
}
