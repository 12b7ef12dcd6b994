namespace ElderAlert.Domain;

/// <summary>A place on the globe in WGS 84.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="AccuracyM">Radius of the 68 % circle in metres, where the source says one.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude, double? AccuracyM = null)
{
    private const double EarthRadiusM = 6_371_008.8;

    /// <summary>Great-circle distance in metres (haversine on the mean radius; good to 0.5 %).</summary>
    public double DistanceTo(GeoPoint other)
    {
        var lat = Radians(other.Latitude - Latitude);
        var lon = Radians(other.Longitude - Longitude);
        var h = Math.Pow(Math.Sin(lat / 2), 2)
            + Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * Math.Pow(Math.Sin(lon / 2), 2);
        return 2 * EarthRadiusM * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
