namespace ElderAlert.Server.Pilot.Demo;

/// <summary>A person's name in characters and letters, so that everybody in the room can read it.</summary>
/// <param name="Family">王 Wang.</param>
/// <param name="Given">秀英 Xiuying.</param>
internal sealed record DemoName((string Chinese, string Latin) Family, (string Chinese, string Latin) Given)
{
    public override string ToString() => $"{Family.Chinese}{Given.Chinese} {Family.Latin} {Given.Latin}";
}

/// <summary>Common names, combined at random: nobody is meant.</summary>
internal static class DemoNames
{
    private static readonly (string, string)[] Families =
    [
        ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("陈", "Chen"), ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun"), ("胡", "Hu"), ("朱", "Zhu"),
        ("高", "Gao"), ("林", "Lin"), ("何", "He"), ("郭", "Guo"), ("马", "Ma"), ("罗", "Luo"), ("梁", "Liang"), ("宋", "Song"), ("郑", "Zheng"), ("谢", "Xie"),
        ("韩", "Han"), ("唐", "Tang"), ("冯", "Feng"), ("董", "Dong"), ("程", "Cheng"), ("袁", "Yuan"), ("沈", "Shen"), ("钱", "Qian"), ("金", "Jin"), ("叶", "Ye"),
    ];

    private static readonly (string, string)[] OldWomen =
    [
        ("秀英", "Xiuying"), ("桂兰", "Guilan"), ("玉珍", "Yuzhen"), ("凤英", "Fengying"), ("素芬", "Sufen"), ("月娥", "Yue'e"), ("彩娟", "Caijuan"), ("杏花", "Xinghua"),
        ("阿香", "Axiang"), ("菊仙", "Juxian"), ("爱珠", "Aizhu"), ("小妹", "Xiaomei"), ("文娟", "Wenjuan"), ("水仙", "Shuixian"),
    ];

    private static readonly (string, string)[] OldMen =
    [
        ("建国", "Jianguo"), ("德明", "Deming"), ("阿根", "Agen"), ("福林", "Fulin"), ("志远", "Zhiyuan"), ("伯年", "Bonian"), ("水根", "Shuigen"), ("永康", "Yongkang"),
        ("金生", "Jinsheng"), ("国良", "Guoliang"), ("长寿", "Changshou"), ("炳炎", "Bingyan"),
    ];

    private static readonly (string, string)[] Women =
    [
        ("丽娟", "Lijuan"), ("海燕", "Haiyan"), ("晓红", "Xiaohong"), ("静", "Jing"), ("雅琴", "Yaqin"), ("敏", "Min"), ("佳怡", "Jiayi"), ("春梅", "Chunmei"),
        ("思思", "Sisi"), ("云霞", "Yunxia"), ("慧", "Hui"), ("婷", "Ting"),
    ];

    private static readonly (string, string)[] Men =
    [
        ("伟", "Wei"), ("强", "Qiang"), ("军", "Jun"), ("志明", "Zhiming"), ("浩然", "Haoran"), ("立新", "Lixin"), ("建军", "Jianjun"), ("晨", "Chen"),
        ("国栋", "Guodong"), ("杰", "Jie"), ("一鸣", "Yiming"), ("海涛", "Haitao"),
    ];

    /// <summary>Somebody past seventy.</summary>
    public static DemoName Elder(Random random, bool isWoman) => new(Pick(random, Families), Pick(random, isWoman ? OldWomen : OldMen));

    /// <summary>Somebody of working age; of a family, where one is given.</summary>
    public static DemoName Adult(Random random, bool isWoman, (string, string)? family = null) =>
        new(family ?? Pick(random, Families), Pick(random, isWoman ? Women : Men));

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
