using Quern.Hub;

namespace Quern.Tests.Hub;

public sealed class LicencesTests
{
    [Theory]
    [InlineData("cc-by-nc-4.0", true)]
    [InlineData("CC BY-NC-SA 4.0", true)]
    [InlineData("cc_by_nc", true)]
    [InlineData("apache-2.0, cc-by-nc-nd-4.0", true)]
    [InlineData("fair-noncommercial-research-license", true)]
    [InlineData("Non-Commercial Use Only", true)]
    [InlineData("mit", false)]
    [InlineData("cc-by-4.0", false)]
    [InlineData("cc-by-sa-3.0, gfdl", false)]
    [InlineData("ncsa", false)]
    [InlineData("Soup Inc. licence", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_name_of_a_licence_says_whether_it_forbids_commerce(string? licence, bool expected) => Licences.ForbidCommerce(licence).ShouldBe(expected);

    [Fact]
    public void Users_are_told_of_what_is_unknown_or_not_allowed()
    {
        Licences.Warning(null, nonCommercial: false).ShouldNotBeNull().ShouldContain("unknown");
        Licences.Warning("cc-by-nc-4.0", nonCommercial: true).ShouldBe("its licence (cc-by-nc-4.0) allows no commercial use");
        Licences.Warning("mit", nonCommercial: false).ShouldBeNull();
    }
}
