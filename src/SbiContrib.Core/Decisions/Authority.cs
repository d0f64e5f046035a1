using SbiContrib.Core.Commands;

namespace SbiContrib.Core.Decisions;

/// <summary>Who may give which command: the contributor for the own contribution, a maintainer by the permission that GitHub tells.</summary>
internal static class Authority
{
    /// <summary>Whether it is known if a person may, without asking GitHub.</summary>
    public static bool IsSure(string login, Command command, Facts facts) =>
        command.Who.HasFlag(Who.Anyone) || (command.Who.HasFlag(Who.Contributor) && IsContributor(login, facts)) || !command.Who.HasFlag(Who.Maintainer) || facts.Maintainers.ContainsKey(login);

    /// <summary>Whether a person may.</summary>
    public static bool May(string login, Command command, Facts facts) =>
        command.Who.HasFlag(Who.Anyone) || (command.Who.HasFlag(Who.Contributor) && IsContributor(login, facts)) || (command.Who.HasFlag(Who.Maintainer) && facts.Maintainers.GetValueOrDefault(login));

    /// <summary>Whether a person sent the contribution.</summary>
    public static bool IsContributor(string login, Facts facts) => facts.Issue is { Author: { Id: not DeletedAccount } author } && author.Login == login;

    // Whoever deleted an account goes by the same name, and is not the same person.
    private const long DeletedAccount = 0;
}
