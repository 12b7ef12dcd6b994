using System.Diagnostics;
using System.Text.Json.Nodes;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Telephony.Tests.Contract;

/// <summary>Prism, serving Twilio's own OpenAPI on a free loopback port: it answers 422 to whatever does not satisfy the contract.</summary>
public sealed class Prism : IAsyncLifetime
{
    private readonly string _contract = Path.Combine(Path.GetTempPath(), $"twilio-{Guid.NewGuid():N}.json");
    private Process? _process;
    private string? _missing;
    private Uri? _url;

    /// <summary>Where it is; asking for it skips the test where Prism could not be started.</summary>
    public Uri Url
    {
        get
        {
            NodeTools.Require(_missing);
            return _url!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _missing = File.Exists(NodeTools.OpenApi)
            ? await NodeTools.InstallAsync()
            : $"Twilio's OpenAPI is not at {NodeTools.OpenApi}; set ELDERALERT_CONTRACTS to its folder.";
        if (_missing is not null)
        {
            return;
        }

        await File.WriteAllTextAsync(_contract, WithPlainArrays(await File.ReadAllTextAsync(NodeTools.OpenApi)));
        var port = FreePort.Next();
        _url = new Uri($"http://127.0.0.1:{port}");
        _process = NodeTools.Start("node", $"node_modules/@stoplight/prism-cli/dist/index.js mock \"{_contract}\" --host 127.0.0.1 --port {port}");
        _ = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("is listening", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("Prism stopped before it listened.");
    }

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
        }

        _process?.Dispose();
        File.Delete(_contract);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Writes down what OpenAPI 3.0 has as the default for arrays in forms (style form, exploded: the name is repeated): Prism only follows it where it
    /// is written down. Nothing else of the document is touched.
    /// </summary>
    private static string WithPlainArrays(string contract)
    {
        var document = JsonNode.Parse(contract)!;
        var forms = document["paths"]!.AsObject()
            .Select(path => path.Value!["post"]?["requestBody"]?["content"]?["application/x-www-form-urlencoded"])
            .OfType<JsonObject>();
        foreach (var form in forms)
        {
            var arrays = form["schema"]!["properties"]!.AsObject().Where(p => p.Value!["type"]?.GetValue<string>() == "array");
            form["encoding"] = new JsonObject(arrays.Select(p =>
                KeyValuePair.Create<string, JsonNode?>(p.Key, new JsonObject { ["style"] = "form", ["explode"] = true })));
        }

        return document.ToJsonString();
    }
}
