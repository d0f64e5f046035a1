using System.CommandLine;
using System.Text;
using SbiContrib.Cli.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("From a link to a checked entry of a reading list")
{
    WorkCommand.Build(),
    ListCommand.Build(),
    AddCommand.Build(),
};
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 && await parsed.InvokeAsync() is var _ ? 2 : await parsed.InvokeAsync();
