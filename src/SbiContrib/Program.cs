using SbiContrib;
using SbiContrib.Functions;

try
{
    await using var app = Wiring.Build(args);
    await Wiring.Prepare(app.Services, CancellationToken.None);
    await app.RunAsync();
    return FunctionsHost.ExitCode;
}
catch (SettingsException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 2;
}
