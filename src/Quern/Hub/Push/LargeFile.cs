namespace Quern.Hub.Push;

/// <summary>A file for the store of large files.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">What it is called there.</param>
internal sealed record LargeFile(OutgoingFile File, string Sha256);
