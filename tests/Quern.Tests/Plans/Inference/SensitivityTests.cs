using System.Text;
using Quern.Plans.Inference;

namespace Quern.Tests.Plans.Inference;

public sealed class SensitivityTests
{
    private readonly TextReading _reading = new(InferenceTables.Standard);

    [Theory]
    [InlineData("my password", 5, "word:password")]
    [InlineData("PASSWORDS!", 5, "word:passwords")]
    [InlineData("user_password=1", 5, "word:password")]
    [InlineData("the admin's desk", 5, "word:admin")]
    [InlineData("the admin’s desk", 5, "word:admin")]
    [InlineData("a secret", 5, "word:secret")]
    [InlineData("administrators", 5, "word:administrators")]
    [InlineData("an API key", 5, "word:api key")]
    [InlineData("an api-key", 5, "word:api key")]
    [InlineData("SSN", 5, "word:ssn")]
    [InlineData("her credit\ncard", 5, "word:credit card")]
    [InlineData("confidential", 4, "word:confidential")]
    [InlineData("medical records of cows", 4, "word:medical records")]
    [InlineData("trade secret", 4, "word:trade secret")]
    [InlineData("her salary", 4, "word:salary")]
    [InlineData("user data", 3, "word:user data")]
    [InlineData("personal letters", 3, "word:personal")]
    [InlineData("all phone numbers", 3, "word:phone numbers")]
    [InlineData("private", 3, "word:private")]
    [InlineData("the public", 2, "word:public")]
    [InlineData("public personal confidential", 4, "word:confidential")]
    [InlineData("the secretary", 0, "default")]
    [InlineData("a publication", 0, "default")]
    [InlineData("passwordless", 0, "default")]
    [InlineData("administer and administrate", 0, "default")]
    [InlineData("impersonal", 0, "default")]
    [InlineData("the user. Data is old", 0, "default")]
    [InlineData("secret santa", 0, "default")]
    [InlineData("a private school", 0, "default")]
    [InlineData("Geheimnis 密码", 0, "default")]
    [InlineData("", 0, "default")]
    [InlineData("xpasswordx", 0, "default")]
    public void How_sensitive_a_text_is(string text, int level, string how)
    {
        _reading.Begin();
        _reading.Add(Encoding.UTF8.GetBytes(text));
        (_reading.Sensitivity.Level, Encoding.UTF8.GetString(_reading.Sensitivity.How)).ShouldBe((level, how));
    }

    [Theory]
    [InlineData("userPassword", 5)]
    [InlineData("get.user-data", 3)]
    [InlineData("APIKeys", 5)]
    [InlineData("passage", 0)]
    public void How_sensitive_a_name_is(string name, int level)
    {
        _reading.Begin();
        _reading.AddWords(Encoding.UTF8.GetBytes(name));
        _reading.Sensitivity.Level.ShouldBe(level);
    }

    [Fact]
    public void Reading_begins_anew()
    {
        _reading.Begin();
        _reading.Add("delete all passwords of the bank"u8);
        _reading.Begin();
        _reading.Sensitivity.Level.ShouldBe(0);
        _reading.Scope.Volume.ShouldBe(1);
        _reading.Domain.ShouldBe("finance"u8.ToArray());
        _reading.Tool.How.ShouldBe("default"u8.ToArray());
        _reading.BeginRow();
        _reading.Domain.ShouldBe("general"u8.ToArray());
    }

    [Theory]
    [InlineData("Will it rain? The forecast says snow", "weather")]
    [InlineData("the bank of the river, my invoice", "finance")]
    [InlineData("rivers", "general")]
    [InlineData("flight and hotel, email", "travel")]
    [InlineData("", "general")]
    public void What_a_text_is_about(string text, string domain)
    {
        _reading.BeginRow();
        _reading.Add(Encoding.UTF8.GetBytes(text));
        Encoding.UTF8.GetString(_reading.Domain).ShouldBe(domain);
    }
}
