using System.IO.Compression;
using System.Text;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Tests.Formats;

/// <summary>A folder of files for one test, and what comes out of them, recognised and read as the program does it.</summary>
internal sealed class ReadRows : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-test-");

    public string Folder => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        System.IO.File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public static byte[] Gzip(string content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return memory.ToArray();
    }

    /// <summary>Every row as text, with its line or number; a fault at the end comes as <c>fault</c>.</summary>
    public List<string> Read(string path, out SourceFault? fault, List<string>? places = null)
    {
        var rows = new List<string>();
        fault = null;
        try
        {
            Directory.CreateDirectory(PathOf("work"));
            using var reader = RowReaders.Open(InputFiles.Recognise(path), RowSelection.All, PathOf("work"));
            var batch = new RowBatch();
            while (reader.Read(batch))
            {
                batch.FirstOrdinal.ShouldBe(rows.Count);
                for (var i = 0; i < batch.Count; i++)
                {
                    rows.Add(Encoding.UTF8.GetString(batch[i]));
                    places?.Add(batch.Describe(i)[(batch.File.Length + 1)..]);
                }
            }
        }
        catch (SourceFault thrown)
        {
            fault = thrown;
        }

        return rows;
    }

    /// <summary>Every row of a file that is sound.</summary>
    public List<string> Read(string path)
    {
        var rows = Read(path, out var fault);
        fault.ShouldBeNull();
        return rows;
    }

    /// <summary>The reasons for which rows of a file are quarantined; an empty text for each row that passes.</summary>
    public List<string> Check(string path)
    {
        var reasons = new List<string>();
        var check = new Quern.Rows.Json.RowCheck();
        using var reader = RowReaders.Open(InputFiles.Recognise(path), RowSelection.All, Folder);
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                reasons.Add(check.Passes(batch[i], out var fault) ? "" : fault.Reason);
            }
        }

        return reasons;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
