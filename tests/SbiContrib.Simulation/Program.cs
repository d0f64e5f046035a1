using System.Diagnostics;
using System.Globalization;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation;

/// <summary>Runs seeds; called by a test runner, hands over to the tests.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => Commands.Fits(args)
        ? Task.FromResult(Commands.Run(args))
        : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
