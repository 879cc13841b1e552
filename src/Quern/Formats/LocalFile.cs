namespace Quern.Formats;

/// <summary>A file on this machine, or a pipe.</summary>
/// <param name="file">The file, recognised.</param>
internal sealed class LocalFile(InputFile file) : SourceFile
{
    public override string Name => file.Path;

    public override long Bytes => file.Bytes;

    // Reading every input once more to hash it would cost as much as many a run; a file that keeps its name, length and
    // time of change is taken to be the same.
    public override string Identity
    {
        get
        {
            var changed = file.Path == "-" ? 0 : File.GetLastWriteTimeUtc(file.Path).Ticks;
            return FormattableString.Invariant($"{file.Path} {file.Format} {file.Bytes} {changed}");
        }
    }

    public override string? Path => file.Path;

    public override RowEstimate? Estimate(string workFolder) => RowEstimate.Of(file, workFolder);

    public override RowReader Open(RowSelection selection, string workFolder) => RowReaders.Open(file, selection, workFolder);

    public override void Interrupt() => file.Interrupt();
}
