using System.Text;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("7", "7.0", true)]
    [InlineData("7", "70e-1", true)]
    [InlineData("0.5", "5E-1", true)]
    [InlineData("0", "-0.0e7", true)]
    [InlineData("1200", "1.2e+3", true)]
    [InlineData("100.010", "100.01", true)]
    [InlineData("1e400", "10e399", true)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("9223372036854775808", "9223372036854775807", false)]
    [InlineData("1e400", "1e401", false)]
    [InlineData("7", "-7", false)]
    [InlineData("10", "1", false)]
    [InlineData("0.1", "0.01", false)]
    [InlineData("1e99999999999999999999", "1e-99999999999999999999", false)]
    public void Equal_compares_the_decimal_value(string a, string b, bool equal)
    {
        JsonNumber.Equal(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)).ShouldBe(equal);
        JsonNumber.Equal(Encoding.UTF8.GetBytes(b), Encoding.UTF8.GetBytes(a)).ShouldBe(equal);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0.5e+10", true)]
    [InlineData("12E3", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("01", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("+1", false)]
    [InlineData("1 ", false)]
    [InlineData("NaN", false)]
    public void IsNumber_knows_the_grammar(string text, bool isNumber)
        => JsonNumber.IsNumber(Encoding.UTF8.GetBytes(text)).ShouldBe(isNumber);
}
