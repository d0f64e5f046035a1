namespace SbiContrib.Cli.Tests;

/// <summary>The real command line in process, on a test's own streams.</summary>
internal static class Run
{
    public static (int Code, string Out, string Error) Sbi(string input, params string[] args) => Sbi(new StringReader(input), false, args);

    public static (int Code, string Out, string Error) Sbi(TextReader input, bool asks, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Cli.Sbi.Run(args, new Terminal(input, output, error, Colour: false, asks));
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }
}
