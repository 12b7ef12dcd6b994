namespace ElderAlert.FirmwareSim;

internal static class Program
{
    private static void Main() => Console.WriteLine("ElderAlert firmware-sim");
}
