using SbiContrib.Functions;

var builder = WebApplication.CreateSlimBuilder(args);
builder.UseFunctionsHost();
var app = builder.Build();
app.MapFunctionsHost(new Triggers(
    (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask, _ => Task.CompletedTask));
await app.RunAsync();
return FunctionsHost.ExitCode;
