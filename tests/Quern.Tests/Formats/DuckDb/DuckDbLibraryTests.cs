using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Tests.Formats.DuckDb;

public sealed class DuckDbLibraryTests
{
    [Fact]
    public void The_library_lies_beside_the_program_and_knows_its_version()
    {
        DuckDbLibrary.Location.ShouldBe(Path.Combine(AppContext.BaseDirectory, DuckDbLibrary.FileName));
        DuckDbLibrary.Version.ShouldStartWith("v1.");
    }

    [Fact]
    public void A_missing_library_says_where_it_was_looked_for_and_what_to_do()
    {
        var message = Should.Throw<RunFault>(() => DuckDbLibrary.Find(null, "/nowhere")).Message;
        message.ShouldContain(Path.Combine("/nowhere", DuckDbLibrary.FileName));
        message.ShouldContain("QUERN_DUCKDB");
        Should.Throw<RunFault>(() => DuckDbLibrary.Find("/elsewhere/x.so", "/nowhere")).Message.ShouldContain("/elsewhere/x.so");
    }

    [Fact]
    public void An_override_may_be_the_file_or_its_folder()
    {
        DuckDbLibrary.Find(AppContext.BaseDirectory, "/nowhere").ShouldBe(DuckDbLibrary.Location);
        DuckDbLibrary.Find(DuckDbLibrary.Location, "/nowhere").ShouldBe(DuckDbLibrary.Location);
    }
}
