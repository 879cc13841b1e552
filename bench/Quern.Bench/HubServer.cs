using System.Diagnostics;
using Quern.HubStandIn;
using Quern.HubStandIn.Repositories;

namespace Quern.Bench;

/// <summary>
/// A stand-in for the Hub that serves one file on 127.0.0.1. It is a process of its own, so that nothing it does is counted
/// as the work of those who fetch from it.
/// </summary>
internal sealed class HubServer : IDisposable
{
    private readonly Process _process;

    private HubServer(Process process, string dataset, string file)
    {
        _process = process;
        (Dataset, File) = (dataset, file);
        Address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The server of {file} did not start.");
    }

    /// <summary>The dataset that it has.</summary>
    public string Dataset { get; }

    /// <summary>The file that it serves, on this disk.</summary>
    public string File { get; }

    /// <summary>The server's address, for HF_ENDPOINT.</summary>
    public string Address { get; }

    /// <summary>Where the file is fetched from.</summary>
    public string FileAddress => $"{Address}/datasets/{Dataset}/resolve/main/{PathOf(File)}";

    /// <summary>Starts this program once more, as a server.</summary>
    public static HubServer Start(string dataset, string file)
    {
        var start = new ProcessStartInfo(BenchSettings.Self, ["serve", dataset, file]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        return new HubServer(Process.Start(start) ?? throw new InvalidOperationException($"{BenchSettings.Self} cannot be started."), dataset, file);
    }

    /// <summary>Serves, prints the address, and ends when standard input does: at the latest when the program that started it is gone.</summary>
    public static async Task ServeAsync(string dataset, string file)
    {
        await using var hub = await StandInHub.StartAsync();
        hub.Add(new StandInDataset(dataset)).Commit(d => d.AddFromDisk(PathOf(file), file, lfs: true), message: "one file");
        Console.WriteLine(hub.Address);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string PathOf(string file) => $"data/train-00000-of-00001{Path.GetExtension(file)}";
}
