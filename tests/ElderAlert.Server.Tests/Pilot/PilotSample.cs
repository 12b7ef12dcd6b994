using System.Text;

namespace ElderAlert.Server.Tests.Pilot;

/// <summary>The example of docs/pilot-file.md, one object a line, so that a test can spoil one.</summary>
internal static class PilotSample
{
    public const string Text = """
        {
          "centre": {"id": "qingxi", "name": "96345", "hotline": "96345", "area": "990100", "timeZone": "Asia/Shanghai"},
          "areas": [
            {"id": "990100", "level": "county", "name": "青溪市", "lat": 29.6, "lon": 120.8},
            {"id": "990100001", "parent": "990100", "level": "town", "name": "城南街道"},
            {"id": "990100001001", "parent": "990100001", "level": "village", "name": "和平社区"}
          ],
          "policies": [
            {"id": "life", "name": "Danger to life", "lane": "life", "rounds": 2,
             "steps": [{"targets": [{"kind": "everybody", "channels": ["sms", "voice"]}], "waitSeconds": 45}],
             "times": {"voiceContactSeconds": 75}}
          ],
          "households": [
            {"id": "h01", "area": "990100001001", "name": "王奶奶家", "address": "12 号", "lat": 29.601, "lon": 120.812, "phone": "+8610000000001", "entryData": "钥匙盒", "policy": "life",
             "residents": [
               {"name": "王秀英", "birthYear": 1941, "abilityLevel": 1, "livesAlone": true, "conditions": ["高血压"]}],
             "contacts": [
               {"name": "王丽娟", "relation": "女儿", "phone": "+8610000000002"},
               {"name": "邻居", "relation": "邻居", "methods": [{"channel": "voice", "number": "+8610000000005"}], "language": "english"}],
             "devices": [
               {"id": "h01-pendant", "type": "pendant", "model": "SOS pendant"},
               {"id": "h01-gateway", "type": "gateway", "key": "4f1c9a0b6d2e8f7351a2b3c4d5e6f708"},
               {"id": "h01-smoke", "type": "smokeDetector", "gateway": "h01-gateway", "externalName": "厨房 烟感"}]}
          ],
          "responders": [
            {"id": "r01", "name": "李强", "role": "gridWorker", "areas": ["990100001"], "phone": "+8610000000003"}
          ],
          "operators": [
            {"id": "chen", "name": "陈静", "role": "administrator", "password": "eight letters"}
          ]
        }
        """;

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>The sample with one piece of text replaced.</summary>
    public static byte[] With(string was, string now)
    {
        Assert.Contains(was, Text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Text.Replace(was, now, StringComparison.Ordinal));
    }
}
