using Quern.Formats.DuckDb;

namespace Quern.Tests.Formats.DuckDb;

/// <summary>A session with a folder of its own, which is removed with it.</summary>
internal sealed class TestSession : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-test-");

    public TestSession() => Session = DuckDbSession.Open(_folder.FullName, threads: 2);

    public DuckDbSession Session { get; }

    public string Folder => _folder.FullName;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes what a query gives as Parquet and returns the file's path.</summary>
    public string Parquet(string query, string options = "")
    {
        var path = PathOf("made.parquet");
        Session.Execute($"COPY ({query}) TO {Sql.Literal(path)} (FORMAT parquet{options})");
        return path;
    }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Delete(recursive: true);
    }
}
