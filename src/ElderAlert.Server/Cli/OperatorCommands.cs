using System.CommandLine;
using System.Security.Cryptography;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Cli;

/// <summary><c>operator add</c>: the first operator of a centre, before anybody can sign in.</summary>
internal static class OperatorCommands
{
    private const int PasswordBytes = 9;

    public static Command Create(CliContext context) => new("operator", "People who sign in to the console.") { Add(context) };

    private static Command Add(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "The sign-in name." };
        var name = new Option<string>("--name") { Description = "Shown to colleagues and families.", Required = true };
        var role = new Option<OperatorRole>("--role") 
        {
            Description = "What they may do.",
            DefaultValueFactory = _ => OperatorRole.Operator,
            CustomParser = EnumName.Parse<OperatorRole>,
        };
        var centre = new Option<string?>("--centre") { Description = "The centre; needed where there are several." };
        var phone = new Option<string?>("--phone") { Description = "How a supervisor is reached, in the form +8613800000000." };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read the password from standard input; without it one is made and printed, once." };
        var data = CliContext.DataOption();
        var command = new Command("add", "Put an operator on file.") { id, name, role, centre, phone, fromInput, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (password, isMade) = parsed.GetValue(fromInput) ? (await Console.In.ReadLineAsync(cancellation) ?? "", false) : (MakePassword(), true);
            if (password.Length < PasswordHash.ShortestPassword)
            {
                throw new CliException($"A password has at least {PasswordHash.ShortestPassword} characters.");
            }

            if (password.Length > PasswordHash.LongestPassword)
            {
                throw new CliException($"A password has at most {PasswordHash.LongestPassword} characters.");
            }

            await using var offline = await OfflineEngine.OpenAsync(context.Settings(parsed.GetValue(data)), cancellation);
            var user = new OperatorId(parsed.GetRequiredValue(id));
            if (offline.Engine.Directory.Find(user) is not null)
            {
                throw new CliException($"{user} is on file already.");
            }

            var person = new Operator(
                CentreOf(offline, parsed.GetValue(centre)),
                user,
                parsed.GetRequiredValue(name),
                parsed.GetValue(role),
                PasswordHash.Create(password),
                parsed.GetValue(phone) is { } number ? [new ContactMethod(Channel.Sms, number), new ContactMethod(Channel.Voice, number)] : []);
            await offline.PutAsync(person, cancellation);
            await context.Output.WriteLineAsync(isMade ? $"{user} may sign in with the password {password}" : $"{user} may sign in.");
            return 0;
        });
        return command;
    }

    private static CentreId CentreOf(OfflineEngine offline, string? named)
    {
        var centres = offline.Engine.Directory.Centres.Select(c => c.Id).ToList();
        if (named is not null)
        {
            return centres.Contains(new CentreId(named)) ? new CentreId(named) : throw new CliException($"No centre {named} is on file.");
        }

        return centres switch
        {
            [var only] => only,
            [] => throw new CliException("No centre is on file; import a pilot file first."),
            _ => throw new CliException($"Say which centre with --centre: {string.Join(", ", centres)}."),
        };
    }

    private static string MakePassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes)).Replace('+', 'x').Replace('/', 'y');
}
