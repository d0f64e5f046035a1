namespace SbiContrib.Local.GitHub;

/// <summary>Leads requests of the API to their handlers.</summary>
internal sealed class Router(IEndpointRouteBuilder app, Gateway gateway)
{
    public void Map(string method, string path, Func<Call, Answer> handler) =>
        app.MapMethods(GitHubServer.ApiPath + path, [method], http => gateway.Run(http, handler));

    /// <summary>A path below a repository, which may be named or told by its id.</summary>
    public void Repo(string method, string path, Func<Call, Answer> handler)
    {
        Map(method, "/repos/{owner}/{name}" + path, handler);
        Map(method, "/repositories/{repository:long}" + path, handler);
    }

    public void GetRepo(string path, Func<Call, Answer> handler) => Repo("GET", path, handler);
}
