using System.CommandLine;
using SbiContrib.Local;

var once = new Option<bool>("--once") { Description = "End after the story; exit code 0 only if all went right" };
var json = new Option<bool>("--json") { Description = "End the output with one line of JSON: each step's time and calls to GitHub" };
var verbose = new Option<bool>("--verbose") { Description = "Show the program's log" };
var root = new RootCommand("SbiContrib's whole world on one machine: storage, GitHub over real git, metadata, the program") { once, json, verbose };
root.SetAction((parsed, cancellation) => Show.Run(parsed.GetValue(once), parsed.GetValue(json), parsed.GetValue(verbose), cancellation));
var count = new Option<int>("--contributions") { Description = "How many, one after the other", DefaultValueFactory = _ => 100 };
var trace = new Option<bool>("--trace") { Description = "Show each request of the first and the last contribution" };
var measure = new Command("measure", "Measure times and calls to GitHub over many contributions") { count, trace };
measure.SetAction((parsed, cancellation) => Measure.Run(parsed.GetValue(count), parsed.GetValue(trace), cancellation));
var open = new Option<int[]>("--open") { Description = "How many pull requests are open in one section", DefaultValueFactory = _ => [10, 50, 200], AllowMultipleArgumentsPerToken = true };
var real = new Option<bool>("--real-pace") { Description = "With the pace and the pauses between writes that the program has by default" };
var upkeep = new Command("upkeep", "Measure how long open pull requests take to be mergeable again after one merge, and how many requests") { open, real };
upkeep.SetAction((parsed, cancellation) => Measure.Upkeep(parsed.GetValue(open)!, parsed.GetValue(real), cancellation));
measure.Subcommands.Add(upkeep);
var many = new Option<int>("--contributions") { Description = "How many", DefaultValueFactory = _ => 200 };
var burst = new Command("burst", "Measure many contributions at once: rate, memory, none lost") { many };
burst.SetAction((parsed, cancellation) => Measure.Burst(parsed.GetValue(many), cancellation));
measure.Subcommands.Add(burst);
root.Subcommands.Add(measure);
// Ctrl+C ends the world in order: storage saves, GitHub's folder goes.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
