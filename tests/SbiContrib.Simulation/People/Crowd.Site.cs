
namespace SbiContrib.Simulation.People;

/// <summary>What owners do to the whole site; each time it is put right again, at the latest at the end.</summary>
internal sealed partial class Crowd
{
    private const string SettingsPath = ".github/sbi-contrib.yml";

    private bool settingsBroken;

    /// <summary>For a while we could see nothing of the site, or not write to it.</summary>
    public bool WasAway { get; private set; }

    private bool IsAway => Site.Archived || scene.Installation.SuspendedAt is not null || !scene.Installation.Has(Site);

    /// <summary>Puts right what would keep the site from coming to rest.</summary>
    public void Mend()
    {
        if (Site.Archived)
            Say(Archive());
        if (!scene.Installation.Has(Site))
            Say(Uninstall());
        if (scene.Installation.SuspendedAt is not null)
            Say(Suspend());
        if (settingsBroken)
            Say(BreakSettings());
    }

    private string Archive()
    {
        WasAway = true;
        Model.Archive(Model.As("max"), Site, !Site.Archived);
        return Site.Archived ? "max archives the repository" : "max opens the repository again";
    }

    // Without an App there is nothing to suspend.
    private string? Suspend()
    {
        if (!scene.Troubles.Climate.DeliveriesApi || scene.Installation.Removed)
            return null;
        WasAway = true;
        Model.Suspend(scene.Installation, scene.Installation.SuspendedAt is null);
        return scene.Installation.SuspendedAt is null ? "the lab lets the App in again" : "the lab suspends the App";
    }

    private string? Uninstall()
    {
        if (!scene.Troubles.Climate.DeliveriesApi)
            return null;
        if (scene.Troubles.Climate.OneSite)
            return TakeOff();
        if (!scene.Installation.Removed)
        {
            WasAway = true;
            Model.Uninstall(scene.Installation);
            return "the lab takes the App away";
        }
        scene.Installation = Model.Install("lab");
        return "the lab installs the App again";
    }

    private string TakeOff()
    {
        if (scene.Installation.Has(Site))
        {
            WasAway = true;
            Model.RemoveFromInstallation(scene.Installation, Site);
            return "the lab takes the App off the repository";
        }
        Model.AddToInstallation(scene.Installation, Site);
        return "the lab lets the App at the repository again";
    }

    private string Rename()
    {
        Model.Rename(Model.As("max"), Site, $"site-{++remarks}");
        return $"max renames the repository to {Site.Name}";
    }

    private string BreakSettings()
    {
        var text = !settingsBroken ? "lists: nonsense\n" : scene.Settings;
        _ = Model.Push(Model.As("max"), Site, "main", new Dictionary<string, string?> { [SettingsPath] = text }, "Change the settings");
        WasAway = true;
        settingsBroken = !settingsBroken;
        return settingsBroken ? "max breaks the settings" : "max mends the settings";
    }
}
