using BenchmarkDotNet.Running;
using SbiContrib.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Links).Assembly).Run(args);
