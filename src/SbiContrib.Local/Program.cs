using System.CommandLine;
using SbiContrib.Local;

var once = new Option<bool>("--once") { Description = "End after the story; exit code 0 only if all went right" };
var json = new Option<bool>("--json") { Description = "End the output with one line of JSON: each step's time and calls to GitHub" };
var verbose = new Option<bool>("--verbose") { Description = "Show the program's log" };
var root = new RootCommand("SbiContrib's whole world on one machine: storage, GitHub over real git, metadata, the program") { once, json, verbose };
root.SetAction((parsed, cancellation) => Show.Run(parsed.GetValue(once), parsed.GetValue(json), parsed.GetValue(verbose), cancellation));
var count = new Option<int>("--contributions") { Description = "How many, one after the other", DefaultValueFactory = _ => 100 };
var measure = new Command("measure", "Measure times and calls to GitHub over many contributions") { count };
measure.SetAction((parsed, cancellation) => Measure.Run(parsed.GetValue(count), cancellation));
root.Subcommands.Add(measure);
// Ctrl+C ends the world in order: storage saves, GitHub's folder goes.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
