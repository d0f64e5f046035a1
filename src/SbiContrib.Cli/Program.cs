using SbiContrib.Cli;

return Sbi.Run(args, Terminal.OfThisProcess());
