using Quern.Hub;

namespace Quern.Tests.Hub;

public sealed class LicenceReadingTests
{
    [Theory]
    [InlineData(null, "not known: it must be looked up")]
    [InlineData("unknown", "not known: it must be looked up")]
    [InlineData(" ", "not known: it must be looked up")]
    [InlineData("mit", "permissive")]
    [InlineData("Apache-2.0", "permissive")]
    [InlineData("cc0-1.0", "permissive")]
    [InlineData("wtfpl", "permissive")]
    [InlineData("cc-by-4.0", "name where it comes from")]
    [InlineData("odc-by", "name where it comes from")]
    [InlineData("cc-by-sa-4.0", "what is made of it under the same licence; name where it comes from")]
    [InlineData("CC BY-SA 4.0", "what is made of it under the same licence; name where it comes from")]
    [InlineData("gpl-3.0", "what is made of it under the same licence; name where it comes from")]
    [InlineData("cc-by-nd-4.0", "nothing changed may be passed on; name where it comes from")]
    [InlineData("cc-by-nc-3.0", "no commercial use; name where it comes from")]
    [InlineData("other", "terms of its own")]
    [InlineData("llama3.1", "terms of its own")]
    [InlineData("Soup Inc. licence", "terms of its own")]
    [InlineData("cc-by-sa-3.0 and gfdl", "what is made of it under the same licence; name where it comes from")]
    [InlineData("mit, unknown", "not known: it must be looked up")]
    public void The_name_tells_what_a_licence_asks(string? licence, string asks) => LicenceReading.WordsOf(LicenceReading.TermsOf(licence)).ShouldBe(asks);

    [Fact]
    public void Stricter_terms_are_greater()
    {
        string?[] licences = [null, "cc-by-nc-nd-4.0", "cc-by-nc-4.0", "cc-by-nd-4.0", "other", "gpl-3.0", "cc-by-4.0", "mit"];
        licences.Select(static l => (int)LicenceReading.TermsOf(l)).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("mit", "cc-by-nc-4.0", LicenceTerms.NonCommercial | LicenceTerms.Attribution)]
    [InlineData("cc-by-4.0", "cc-by-sa-4.0", LicenceTerms.ShareAlike)]
    [InlineData("cc-by-nc-4.0", "cc-by-nd-4.0", LicenceTerms.NoDerivatives)]
    [InlineData("cc-by-sa-4.0", "other", LicenceTerms.OwnTerms)]
    [InlineData("cc-by-nc-sa-4.0", "cc-by-4.0", LicenceTerms.Permissive)]
    [InlineData("mit", "apache-2.0", LicenceTerms.Permissive)]
    [InlineData("mit", null, LicenceTerms.Permissive)]
    [InlineData("other", "cc-by-nc-4.0", LicenceTerms.Permissive)]
    public void What_another_licence_does_not_keep_is_lost(string given, string? source, object lost)
        => LicenceReading.Lost(LicenceReading.TermsOf(given), LicenceReading.TermsOf(source)).ShouldBe((LicenceTerms)lost);

    [Fact]
    public void Several_licences_in_one_text_are_taken_apart_and_written_as_the_Hub_does()
        => LicenceReading.Parts("MIT, CC-BY-SA-3.0 and My-Own").ShouldBe(["mit", "cc-by-sa-3.0", "My-Own"]);
}
