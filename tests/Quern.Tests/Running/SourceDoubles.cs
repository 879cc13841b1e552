using System.Text;
using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Running;

/// <summary>A file of a source whose rows are numbers, with a length of ten bytes each, and which may fail.</summary>
/// <param name="name">What it is called.</param>
/// <param name="rows">How many rows it has.</param>
internal sealed class FileDouble(string name, int rows) : SourceFile
{
    /// <summary>How many rows a reader gives at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>Leaves rows out, by their ordinal in the file.</summary>
    public Func<long, bool> LeavesOut { get; init; } = static _ => false;

    /// <summary>Thrown when the file is opened.</summary>
    public Exception? OpenFault { get; init; }

    /// <summary>Thrown behind the last row.</summary>
    public Exception? EndFault { get; init; }

    public int Prepared { get; private set; }

    public int Opened { get; private set; }

    public int Closed { get; set; }

    public int Interrupted { get; private set; }

    public override string Name => name;

    public override long Bytes => rows * 10L;

    public override string Identity => name;

    public override RowEstimate? Estimate(string workFolder) => null;

    public override void Prepare() => Prepared++;

    public override RowReader Open(RowSelection selection, string workFolder)
    {
        Opened++;
        return OpenFault is null ? new Reader(this, rows) : throw OpenFault;
    }

    public override void Interrupt() => Interrupted++;

    /// <summary>Several of one length.</summary>
    public static FileDouble[] Several(int count, int rows) => [.. Enumerable.Range(0, count).Select(i => new FileDouble($"f{i}", rows))];

    public static SourceSpec Source(long? max, params FileDouble[] files) => new("s", files) { Max = max };

    private sealed class Reader(FileDouble file, int rows) : RowReader
    {
        private long _next;
        private long _leftOut;
        private long _leftOutBeforeLast;

        public override long Position => _next * 10;

        public override long LeftOut => _next == rows ? _leftOut : _leftOutBeforeLast;

        public override bool Read(RowBatch batch)
        {
            batch.Clear();
            batch.File = file.Name;
            for (; _next < rows && batch.Count < file.AtOnce; _next++)
            {
                if (file.LeavesOut(_next))
                {
                    _leftOut++;
                    continue;
                }

                Add(batch, _next);
                _leftOutBeforeLast = _leftOut;
            }

            return batch.Count > 0 || (file.EndFault is null ? false : throw file.EndFault);
        }

        protected override void Dispose(bool disposing) => file.Closed++;

        private static void Add(RowBatch batch, long ordinal)
        {
            var text = Encoding.UTF8.GetBytes($"{{\"n\":{ordinal}}}");
            var at = batch.Text.Length;
            batch.Text.Append(text);
            batch.Add(at, text.Length);
            batch.AddOrdinal(ordinal);
        }
    }
}
