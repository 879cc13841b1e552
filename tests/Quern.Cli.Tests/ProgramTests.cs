namespace Quern.Cli.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void TheProgramIsCalledQuern()
        => File.Exists(Path.Combine(AppContext.BaseDirectory, "Quern.Cli.dll")).ShouldBeTrue();
}
