namespace SbiContrib.Simulation;

/// <summary>Runs seeds; called by a test runner, hands over to the tests.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        // What is written here is right by construction: git need not look for each parent and hash everything it reads.
        LibGit2Sharp.GlobalSettings.SetEnableStrictObjectCreation(false);
        return Commands.Fits(args) ? Task.FromResult(Commands.Run(args)) : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
