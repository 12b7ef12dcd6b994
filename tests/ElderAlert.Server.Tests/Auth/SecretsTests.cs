using System.Text;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Tests.Auth;

public sealed class SecretsTests
{
    [Fact]
    public void PasswordHash_RightPassword_Verifies()
    {
        var hash = PasswordHash.Create("正确的密码 1");

        Assert.StartsWith("pbkdf2-sha256$600000$", hash, StringComparison.Ordinal);
        Assert.True(PasswordHash.Verify("正确的密码 1", hash));
        Assert.False(PasswordHash.Verify("正确的密码 2", hash));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("pbkdf2-sha256$0$AAAA$AAAA")]
    [InlineData("pbkdf2-sha256$999999999$AAAA$AAAA")]
    [InlineData("pbkdf2-sha256$1$!$AAAA")]
    [InlineData("pbkdf2-sha256$1$AAAA$")]
    [InlineData("md5$1$AAAA$AAAA")]
    public void PasswordHash_WhatNobodyStored_NeverVerifies(string? stored) => Assert.False(PasswordHash.Verify("", stored));

    [Fact]
    public void PasswordHash_SamePasswordTwice_DiffersBySalt() => Assert.NotEqual(PasswordHash.Create("same again"), PasswordHash.Create("same again"));

    [Fact]
    public void DeviceKey_Created_IsRandomAndVerifies()
    {
        var (key, hash) = DeviceKey.Create();
        var (other, _) = DeviceKey.Create();

        Assert.Equal(40, key.Length);
        Assert.NotEqual(key, other);
        Assert.DoesNotContain(key, hash, StringComparison.Ordinal);
        Assert.True(DeviceKey.Verify(Encoding.UTF8.GetBytes(key), hash));
        Assert.False(DeviceKey.Verify(Encoding.UTF8.GetBytes(other), hash));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sha256$$")]
    [InlineData("sha256$AAAA$")]
    [InlineData("other$AAAA$AAAA")]
    public void DeviceKey_WhatNobodyStored_NeverVerifies(string? stored) => Assert.False(DeviceKey.Verify([], stored));
}
