using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>A county-level city that is on no map: fifteen towns and subdistricts with two villages or communities each.</summary>
internal static class DemoPlaces
{
    /// <summary>How many towns and subdistricts there are.</summary>
    public const int TownCount = 15;

    /// <summary>How many villages or communities each of them has.</summary>
    public const int VillagesPerTown = 2;

    private const double CentreLatitude = 29.60;
    private const double CentreLongitude = 120.80;
    private const double TownSpacing = 0.055;
    private const double VillageOffset = 0.012;

    private static readonly (string Name, string[] Villages)[] Towns =
    [
        ("城南街道 Chengnan", ["和平社区 Heping", "迎春社区 Yingchun"]),
        ("城北街道 Chengbei", ["北门社区 Beimen", "桃园社区 Taoyuan"]),
        ("溪东街道 Xidong", ["东桥社区 Dongqiao", "柳岸社区 Liu'an"]),
        ("溪西街道 Xixi", ["西渡社区 Xidu", "银杏社区 Yinxing"]),
        ("云岭镇 Yunling", ["上云村 Shangyun", "岭脚村 Lingjiao"]),
        ("石桥镇 Shiqiao", ["石桥村 Shiqiao", "后溪村 Houxi"]),
        ("白鹭镇 Bailu", ["白鹭村 Bailu", "沙洲村 Shazhou"]),
        ("枫林镇 Fenglin", ["枫林村 Fenglin", "红叶村 Hongye"]),
        ("竹坞镇 Zhuwu", ["竹坞村 Zhuwu", "南竹村 Nanzhu"]),
        ("茶山镇 Chashan", ["茶山村 Chashan", "新茶村 Xincha"]),
        ("金潭镇 Jintan", ["金潭村 Jintan", "龙潭村 Longtan"]),
        ("梅塘镇 Meitang", ["梅塘村 Meitang", "大塘村 Datang"]),
        ("松坪镇 Songping", ["松坪村 Songping", "高坪村 Gaoping"]),
        ("望湖镇 Wanghu", ["望湖村 Wanghu", "渔浦村 Yupu"]),
        ("南屏乡 Nanping", ["南屏村 Nanping", "梯田村 Titian"]),
    ];

    /// <summary>The county-level city.</summary>
    public static readonly AreaId County = new("990100");

    /// <summary>The id of a town, counted from 0.</summary>
    public static AreaId Town(int town) => new(string.Create(CultureInfo.InvariantCulture, $"{County}{town + 1:000}"));

    /// <summary>The id of a town's village, both counted from 0.</summary>
    public static AreaId Village(int town, int village) => new(string.Create(CultureInfo.InvariantCulture, $"{Town(town)}{village + 1:000}"));

    /// <summary>Where a town lies: the towns form a spiral around the city.</summary>
    public static GeoPoint TownPoint(int town)
    {
        var angle = town * 2.4;
        var distance = TownSpacing * Math.Sqrt(town);
        return Point(CentreLatitude + distance * Math.Sin(angle), CentreLongitude + distance * Math.Cos(angle));
    }

    /// <summary>Where a village lies.</summary>
    public static GeoPoint VillagePoint(int town, int village)
    {
        var point = TownPoint(town);
        var side = village == 0 ? VillageOffset : -VillageOffset;
        return Point(point.Latitude + side, point.Longitude + side / 2);
    }

    /// <summary>The name of a village in Chinese, for addresses.</summary>
    public static string VillageName(int town, int village) => Chinese(Towns[town].Villages[village]);

    /// <summary>The name of a town in Chinese, for addresses.</summary>
    public static string TownName(int town) => Chinese(Towns[town].Name);

    /// <summary>All five levels.</summary>
    public static IEnumerable<Area> Areas(CentreId centre)
    {
        var (province, city, middle) = (new AreaId("99"), new AreaId("9901"), Point(CentreLatitude, CentreLongitude));
        yield return new Area(centre, province, null, AreaLevel.Province, "东海省 Donghai", null);
        yield return new Area(centre, city, province, AreaLevel.City, "越州市 Yuezhou", null);
        yield return new Area(centre, County, city, AreaLevel.County, "青溪市 Qingxi", middle);
        for (var town = 0; town < TownCount; town++)
        {
            yield return new Area(centre, Town(town), County, AreaLevel.Town, Towns[town].Name, TownPoint(town));
            for (var village = 0; village < VillagesPerTown; village++)
            {
                yield return new Area(centre, Village(town, village), Town(town), AreaLevel.Village, Towns[town].Villages[village], VillagePoint(town, village));
            }
        }
    }

    /// <summary>Five decimals: about a metre.</summary>
    public static GeoPoint Point(double latitude, double longitude) => new(Math.Round(latitude, 5), Math.Round(longitude, 5));

    private static string Chinese(string name) => name[..name.IndexOf(' ', StringComparison.Ordinal)];
}
