using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads responders and operators, and how people are reached.</summary>
internal static class PeopleReader
{
    public static void Read(PilotDraft draft, ObjectReader top)
    {
        foreach (var responder in top.List("responders"))
        {
            ReadResponder(draft, responder);
        }

        foreach (var person in top.List("operators"))
        {
            ReadOperator(draft, person);
        }
    }

    /// <summary>
    /// <c>"methods": [{"channel":"sms","number":"+86...","verified":true}]</c>, or <c>"phone"</c> for one verified number by SMS and voice.
    /// </summary>
    public static IReadOnlyList<ContactMethod> Methods(ObjectReader person, bool isRequired)
    {
        var methods = new List<ContactMethod>();
        if (person.OptionalText("phone") is { } phone)
        {
            methods.Add(new ContactMethod(Channel.Sms, phone));
            methods.Add(new ContactMethod(Channel.Voice, phone));
        }

        foreach (var method in person.List("methods"))
        {
            methods.Add(new ContactMethod(method.Choice<Channel>("channel"), method.Text("number"), method.Flag("verified", otherwise: true)));
            method.RefuseTheRest();
        }

        if (isRequired && methods.Count == 0)
        {
            person.Report("methods", "cannot be reached: it needs \"phone\" or \"methods\"");
        }

        return methods;
    }

    private static void ReadResponder(PilotDraft draft, ObjectReader responder)
    {
        var areas = responder.Texts("areas");
        if (areas.Count == 0)
        {
            responder.Report("areas", "goes nowhere: it needs \"areas\"");
        }

        var item = new Responder(
            draft.Centre,
            new ResponderId(responder.Text("id")),
            responder.Text("name"),
            responder.Choice<ResponderRole>("role"),
            [.. areas.Select(a => new AreaId(a))],
            Methods(responder, isRequired: true),
            PlaceReader.Point(responder),
            responder.Flag("onDuty", otherwise: true),
            responder.Choice("language", Language.Chinese));
        draft.Add(item, responder);
    }

    private static void ReadOperator(PilotDraft draft, ObjectReader person)
    {
        var id = new OperatorId(person.Text("id"));
        var role = person.Choice<OperatorRole>("role");
        var item = new Operator(
            draft.Centre,
            id,
            person.Text("name"),
            role,
            HashOf(draft, person, id),
            Methods(person, isRequired: role is OperatorRole.Supervisor),
            person.Choice("language", Language.Chinese));
        draft.Add(item, person);
    }

    private static string HashOf(PilotDraft draft, ObjectReader person, OperatorId id)
    {
        var password = person.OptionalText("password");
        if (password is null)
        {
            if (draft.OnFile.Find(id) is { } known)
            {
                return known.PasswordHash;
            }

            person.Report("password", "has no \"password\", and nobody of that id is on file");
            return "";
        }

        if (password.Length < PasswordHash.ShortestPassword)
        {
            person.Report("password", $"\"password\" must have at least {PasswordHash.ShortestPassword} characters");
            return "";
        }

        if (password.Length > PasswordHash.LongestPassword)
        {
            person.Report("password", $"\"password\" may have at most {PasswordHash.LongestPassword} characters");
            return "";
        }

        // Hashing is slow on purpose; a file with a mistake puts nobody on file.
        return draft.Problems.Count > 0 ? "" : PasswordHash.Create(password);
    }
}
