using SbiContrib.Cli;

// A site's own JSON Schema may hold patterns, which the schema library matches by backtracking: none may take longer.
AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));

return Sbi.Run(args, Terminal.OfThisProcess());
