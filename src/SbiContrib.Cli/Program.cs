using System.CommandLine;
using SbiContrib.Cli.Commands;

return new RootCommand("Reads and writes a community's reading list.") { ListCommand.Build(), AddCommand.Build() }.Parse(args).Invoke();
