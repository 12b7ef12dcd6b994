using System.Text;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Devices.Tests;

/// <summary>The corpus of broken payloads: each is answered with a sentence, none with an exception, none with silence.</summary>
public sealed class MalformedInputTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Malformed");

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder, "*.payload", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Interpret_MalformedPayload_IsAProblemWithASentence(string file)
    {
        var said = Interpret(file, File.ReadAllBytes(Path.Combine(Folder, file)));

        Assert.NotEmpty(said.Problems);
        Assert.All(said.Problems, p => Assert.Matches(@"^[A-Z][^\u0000-\u001f]{10,220}\.$", p.Reason));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Interpret_AnyMutationOfIt_NeverThrows(string file)
    {
        var original = File.ReadAllBytes(Path.Combine(Folder, file));
        if (original.Length is 0 or > 4096)
        {
            original = "{\"id\":\"a\",\"kind\":\"fall\",\"smoke\":\"true\",\"metrics\":{\"x\":1}}"u8.ToArray();
        }

        var random = new Random(20261121);
        for (var i = 0; i < 500; i++)
        {
            var mutant = original.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Interpret(file, mutant[..random.Next(mutant.Length + 1)]));
        }
    }

    [Fact]
    public void Corpus_EveryFile_HasItsSourceInTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"), Encoding.UTF8);
        Assert.All(Files(), file => Assert.Contains($"| {file.Data} |", readme, StringComparison.Ordinal));
    }

    private static Interpretation Interpret(string file, byte[] payload)
    {
        var device = DeviceSetup.Device("d1", DeviceType.SmokeDetector);
        var folder = Path.GetDirectoryName(file);
        return folder is "zigbee2mqtt"
            ? DialectCatalogue.Interpret(new DialectMessage("zigbee2mqtt/d", payload, false, DeviceSetup.Now, DeviceSetup.Gateway, n => n is "d" ? device : null))
            : DialectCatalogue.Interpret(new DialectMessage($"ea/v1/d1/{folder}", payload, false, DeviceSetup.Now, device, _ => null));
    }
}
