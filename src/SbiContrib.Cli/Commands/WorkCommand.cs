using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;

namespace SbiContrib.Cli.Commands;

/// <summary><c>sbi work</c>: what the sources say of a link, or what a recorded answer says.</summary>
internal static class WorkCommand
{
    private const int NoWork = 3;
    private const int Usage = 2;

    private static readonly Argument<string> What = new("LINK") { Description = "A link or an identifier; with --source the file of a recorded answer, or - for standard input" };
    private static readonly Option<string?> Source = new("--source") { Description = "Parse a recorded answer of this source instead of asking" };
    private static readonly Option<bool> All = new("--all") { Description = "With --source: every record of the answer, one a line" };
    private static readonly Option<DirectoryInfo> Records = new Option<DirectoryInfo>("--records") { Description = "Look in this folder of recorded answers instead of asking" }.AcceptExistingOnly();
    private static readonly Option<string?> Contact = new("--contact") { Description = "Your e-mail address, told to the services that are asked" };

    /// <summary>The command.</summary>
    public static Command Build()
    {
        var command = new Command("work", "Print what is known of a work, as JSON") { What, Source, All, Records, Contact };
        Source.AcceptOnlyFromAmong([.. SourceReaders.ByName.Keys.Where(name => name != "csl").Order(StringComparer.Ordinal)]);
        command.SetAction((parsed, cancellation) =>
            parsed.GetValue(Source) is { } source ? Recorded(parsed, source, cancellation) : Asked(parsed, cancellation));
        return command;
    }

    private static async Task<int> Recorded(ParseResult parsed, string source, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var name = parsed.GetRequiredValue(What);
        byte[] body;
        int? status = null;
        try
        {
            body = name == "-" ? await Input(cancellation) : await File.ReadAllBytesAsync(name, cancellation);
            status = name == "-" ? null : RecordedAnswer.Status(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"sbi work: {e.Message}");
            return Usage;
        }
        var answer = SourceReaders.ByName[source](body, status);
        if (answer.Error is { } trouble)
            return await Fail(output, Word(trouble));
        foreach (var work in parsed.GetValue(All) ? answer.Works : answer.Works[..1])
            await output.WriteLineAsync(WorkJson.Write(work));
        return 0;
    }

    private static async Task<int> Asked(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var link = parsed.GetRequiredValue(What);
        var page = Identify.Link(link).Reason == UnknownReason.NeedsPage ? await ReadPage(link, parsed, cancellation) : null;
        if ((Identify.Link(link).Id ?? page?.Id ?? Bare(link)) is not { } id)
        {
            await error.WriteLineAsync($"sbi work: {Untold(link, page)}");
            return await Fail(output, page?.Result == PageResult.Unavailable ? "unavailable" : "not-found");
        }
        await using var live = new ServiceCollection().AddSources(new SourceSettings { Contact = parsed.GetValue(Contact) }).BuildServiceProvider();
        var librarian = parsed.GetValue(Records) is { } records ? SourceRegistration.Recorded(records, TimeProvider.System) : live.GetRequiredService<Librarian>();
        var lookup = await librarian.Find(id, cancellation);
        if (lookup is not Sources.Lookup.Found found)
            return await Fail(output, lookup is Sources.Lookup.NotFound ? "not-found" : "unavailable");
        await output.WriteLineAsync(WorkJson.Write(found.Work));
        return 0;
    }

    private static async Task<PageAnswer> ReadPage(string link, ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Records) is { } records)
            return await new RecordedPages(records).Read(link, cancellation);
        using var reader = new PageReader(new PageSettings { Contact = parsed.GetValue(Contact) }, TimeProvider.System);
        return await reader.Read(link, cancellation);
    }

    private static string Untold(string link, PageAnswer? page) => page switch
    {
        null => $"'{link}' names no work that can be told from the address alone",
        { Refusal: { } why } => $"'{link}' names no work that can be told from the address alone, and its page can't be read ({why})",
        { Result: PageResult.Unavailable } => $"'{link}' names no work that can be told from the address alone, and its page doesn't answer",
        _ => $"neither '{link}' nor its page names one work",
    };

    private static Identifier? Bare(string text) => Identifier.TryParse(text, out var id) && !text.Contains("://", StringComparison.Ordinal) ? id : null;

    private static async Task<byte[]> Input(CancellationToken cancellation)
    {
        await using var input = Console.OpenStandardInput();
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancellation);
        return all.ToArray();
    }

    private static async Task<int> Fail(TextWriter output, string error)
    {
        await output.WriteLineAsync($$"""{"error":"{{error}}"}""");
        return NoWork;
    }

    private static string Word(SourceError error) => error switch
    {
        SourceError.NotFound => "not-found",
        SourceError.RateLimited => "rate-limited",
        SourceError.Unavailable => "unavailable",
        _ => "malformed",
    };
}
