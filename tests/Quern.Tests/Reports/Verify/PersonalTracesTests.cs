using System.Text;
using Quern.Reports.Verify.Texts;

namespace Quern.Tests.Reports.Verify;

/// <summary>What counts as data about a person, and what only looks so from afar.</summary>
public sealed class PersonalTracesTests
{
    [Theory]
    [InlineData("write to anna.miller@quernmail.org, please", 1)]
    [InlineData("a+b_c@mail.mill.co.uk.", 1)]
    [InlineData("<a@mill.org>,b@mill.org;c@mill.museum", 3)]
    [InlineData("someone@example.com and x@sub.example.org, y@host.test", 0)]
    [InlineData("git clone git@forge.org:mill/wheel.git", 0)]
    [InlineData("icon@2x.png and logo@3x.jpeg", 0)]
    [InlineData("npm install lodash@4.17.21 @types/node@20.1.0-beta.1", 0)]
    [InlineData("@app.route('/x') and @property", 0)]
    [InlineData("y = W@x.transpose(0, 1) + A@B.T", 0)]
    [InlineData("meet me @mill.org or at a@b or x@y.z", 0)]
    [InlineData("user@host.c. and user@.org and @", 0)]
    public void Addresses(string text, long emails) => Of(text).ShouldBe((emails, 0, 0, 0));

    [Theory]
    [InlineData("+49 30 90182055", 1)]
    [InlineData("+1 (555) 010-4477", 1)]
    [InlineData("+33-1-23-45-67-89 or +442079460018", 2)]
    [InlineData("030 90182055", 0)]
    [InlineData("x+1234567890 and 7+123456789 and (a)+123456789", 0)]
    [InlineData("+0123456789", 0)]
    [InlineData("+12345 rows, +7 °C", 0)]
    [InlineData("C++11, C++2027, a ++123456789", 0)]
    [InlineData("+1234567890123456789", 0)]
    public void Telephones(string text, long phones) => Of(text).ShouldBe((0, phones, 0, 0));

    [Theory]
    [InlineData("4539578763621486", 1)]
    [InlineData("4539 5787 6362 1486.", 1)]
    [InlineData("4539-5787-6362-1486", 1)]
    [InlineData("3714 496353 98431", 1)]
    [InlineData("4539578763621487", 0)]
    [InlineData("45395787636214860", 0)]
    [InlineData("1539578763621483", 0)]
    [InlineData("45 39 57 87 63 62 14 86", 0)]
    [InlineData("4 5 3 9 5 7 8 7 6 3 6 2 1 4 8 6", 0)]
    [InlineData("4539 5787 6362 1486 4539 5787", 0)]
    [InlineData("x4539578763621486 4539578763621486x a-4539578763621486", 0)]
    [InlineData("4539578763621486.25 and 0.4539578763621486", 0)]
    [InlineData("3141592653589793 2718281828459045", 0)]
    public void Cards(string text, long cards) => Of(text).ShouldBe((0, 0, cards, 0));

    [Theory]
    [InlineData("SSN: 219-09-9998", 1)]
    [InlineData("000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000", 0)]
    [InlineData("219-09-99987 and 1219-09-9998 and 219 09 9998 and 2024-09-1998", 0)]
    [InlineData("ISBN 978-3-16-148410-0, on 12-11-2024", 0)]
    public void Social_security_numbers(string text, long numbers) => Of(text).ShouldBe((0, 0, 0, numbers));

    // Of random numbers of sixteen digits, one in ten has the check digit of a card; issuers have less than half of them.
    [Fact]
    public void Long_numbers_are_seldom_cards()
    {
        var random = new Random(5);
        var found = new PersonalTraces();
        for (var i = 0; i < 10_000; i++)
        {
            found.Look(Encoding.UTF8.GetBytes($"id {random.NextInt64(1_000_000_000_000_000, 9_999_999_999_999_999)}, at {random.NextInt64(1_500_000_000_000, 1_800_000_000_000)}"));
        }

        found.Cards.ShouldBeInRange(0, 400);
        (found.All - found.Cards).ShouldBe(0);
    }

    [Fact]
    public void Random_bytes_do_no_harm()
    {
        var random = new Random(9);
        var bytes = new byte[64];
        for (var i = 0; i < 20_000; i++)
        {
            for (var b = 0; b < bytes.Length; b++)
            {
                bytes[b] = "0123456789+-@. ()ab"u8[random.Next(19)];
            }

            var found = new PersonalTraces();
            found.Look(bytes.AsSpan(0, i % 65));
            found.All.ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    private static (long, long, long, long) Of(string text)
    {
        var found = new PersonalTraces();
        found.Look(Encoding.UTF8.GetBytes(text));
        return (found.Emails, found.Phones, found.Cards, found.SocialSecurity);
    }
}
