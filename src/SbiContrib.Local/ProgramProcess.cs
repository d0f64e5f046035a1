using System.Diagnostics;
using System.Text.Json;

namespace SbiContrib.Local;

/// <summary>The program in a process of its own, as an operator runs it: several of them share a <see cref="World"/>.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly Stopwatch _watch;
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(Process process, Stopwatch watch) => (_process, _watch) = (process, watch);

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result!;

    /// <summary>From its start until it listened.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>The memory that it holds at the moment, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What it wrote of warnings and worse, to look at when a test fails.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts it on a free port.</summary>
    /// <param name="world">The world that it lives in.</param>
    /// <param name="settings">Settings besides the world's.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It ended instead of listening.</exception>
    public static async Task<ProgramProcess> Start(World world, IReadOnlyDictionary<string, string?>? settings, CancellationToken cancellation)
    {
        var program = Begin(world, settings);
        return await program.Listens(cancellation) ? program : throw new InvalidOperationException(string.Join('\n', program.Complaints));
    }

    /// <summary>Starts it on a free port and doesn't wait until it listens.</summary>
    /// <param name="world">The world that it lives in.</param>
    /// <param name="settings">Settings besides the world's.</param>
    public static ProgramProcess Begin(World world, IReadOnlyDictionary<string, string?>? settings)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SbiContrib.dll"), "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in world.Settings().Concat(settings ?? new Dictionary<string, string?>()))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var program = new ProgramProcess(Process.Start(start)!, watch);
        program.Listen();
        return program;
    }

    /// <summary>Waits until it listens.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False where it ended instead.</returns>
    public async Task<bool> Listens(CancellationToken cancellation)
    {
        var listens = await _address.Task.WaitAsync(cancellation) is not null;
        StartTook = _watch.Elapsed;
        return listens;
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it at once and doesn't wait until it is gone.</summary>
    public void KillNow() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetResult(null);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    // One JSON object a line: the address stands in one of the first.
    private void Read(string? line)
    {
        if (line is null)
            return;
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Split('"')[0]));
        if (Complains(line))
            Keep(line);
    }

    private static bool Complains(string line)
    {
        try
        {
            using var entry = JsonDocument.Parse(line);
            return entry.RootElement.GetProperty("LogLevel").GetString() is "Warning" or "Error" or "Critical";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return true;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (Complaints)
            Complaints.Add(line);
    }
}
