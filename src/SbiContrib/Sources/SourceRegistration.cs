using Microsoft.Extensions.DependencyInjection.Extensions;
using SbiContrib.Sources.Pages;

namespace SbiContrib.Sources;

/// <summary>Puts the sources into the program.</summary>
public static class SourceRegistration
{
    private const string Client = "sources";

    /// <summary>Adds the <see cref="Librarian"/> and all sources. A cache that lasts is added before; without one, works are kept in memory.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="settings">How the sources are asked.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSources(this IServiceCollection services, SourceSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWorkCache, MemoryWorkCache>();
        services.TryAddSingleton(given => new PageReader(settings.Records is { } records ? new PageSettings { Contact = settings.Contact }.At(records) : new PageSettings { Contact = settings.Contact }, given.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(Client).ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        });
        services.AddSingleton(given => Live(
            given.GetRequiredService<IHttpClientFactory>().CreateClient(Client), settings, given.GetRequiredService<IWorkCache>(), given.GetRequiredService<PageReader>(), given.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>A librarian outside a host: for the command line and for tests.</summary>
    /// <param name="http">The client; it must not follow redirects by itself.</param>
    /// <param name="settings">How the sources are asked.</param>
    /// <param name="cache">Where works are kept.</param>
    /// <param name="pages">Reads the landing pages of works that no service knows.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The librarian.</returns>
    public static Librarian Live(HttpClient http, SourceSettings settings, IWorkCache cache, PageReader pages, TimeProvider time)
    {
        var sources = SourceTable.All.ToDictionary(profile => profile.Name, profile => (ISource)new HttpSource(profile, new SourceWire(profile, http, settings, time), settings));
        sources["page"] = new PageSource(pages, settings.Paced, time);
        var dois = new SourceWire(Registrars.Profile, http, settings, time);
        var librarian = new Librarian(new Routes(sources, new Registrars(dois)), cache, settings, time);
        sources["shortdoi"] = new ShortDois(dois, librarian);
        return librarian;
    }

    /// <summary>A librarian who knows what was recorded and asks nobody.</summary>
    /// <param name="directory">The folder of recorded answers, as <see cref="RecordedSource"/> wants it.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The librarian.</returns>
    public static Librarian Recorded(DirectoryInfo directory, TimeProvider time)
    {
        var sources = SourceTable.All.ToDictionary(profile => profile.Name, profile => (ISource)new RecordedSource(profile, directory));
        sources["page"] = new RecordedPages(directory);
        return new Librarian(new Routes(sources, null), new MemoryWorkCache(), new SourceSettings(), time);
    }
}
