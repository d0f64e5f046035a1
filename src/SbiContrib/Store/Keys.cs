using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Store;

/// <summary>The keys of the rows in a site's partition.</summary>
/// <remarks>
/// A contribution's own rows stand in one range, so that one query reads them: <c>c_issue-12_contribution</c>,
/// <c>c_issue-12_item-000</c>, <c>c_issue-12_past-000000</c>. Beside them <c>claim_{hash}</c>, <c>open_{name}</c>,
/// <c>wait_{blocker}_{waiter}</c> and <c>site</c>. A name has no underscore, so no key is the beginning of another
/// contribution's. Keys refuse <c>/ \ # ?</c> and controls: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields.
/// </remarks>
internal static class Keys
{
    public const string Site = "site";
    public const string Upkeep = "upkeep";
    public const string OpenPrefix = "open_";
    public const string ClaimPrefix = "claim_";
    public const string WatchPrefix = "watch_";
    public const string DonePrefix = "done_";

    public static string Partition(long site) => site > 0
        ? site.ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(site), site, "a repository's id is a positive number");

    public static string Contribution(string name) => Prefix(name) + "contribution";

    public static string Item(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(name)}item-{index:D3}");

    public static string Past(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(name)}past-{index:D6}");

    public static string Open(string name) => OpenPrefix + Checked(name);

    public static string Watch(string name) => WatchPrefix + Checked(name);

    /// <summary>The newest first, as keys are in order.</summary>
    public static string Done(DateTimeOffset at, string name) => string.Create(CultureInfo.InvariantCulture, $"{DonePrefix}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}_{Checked(name)}");

    public static string Wait(string blocker, string waiter) => WaitPrefix(blocker) + Checked(waiter);

    public static string WaitPrefix(string blocker) => $"wait_{Checked(blocker)}_";

    public static string Claim(Identifier id) => ClaimPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToString())));

    /// <summary>What begins the keys of a contribution's own rows.</summary>
    public static string Prefix(string name) => $"c_{Checked(name)}_";

    /// <summary>The first key behind all keys that begin so; an underscore is always last.</summary>
    public static string Behind(string prefix) => prefix[..^1] + '`';

    /// <summary>The kind of a contribution's own row and its place: the text behind the prefix.</summary>
    public static ReadOnlySpan<char> Kind(string rowKey, string name) => rowKey.AsSpan(Prefix(name).Length);

    /// <summary>A row of the due index: its time, so that the index is in order, and who wrote it, so that no two saves share a row.</summary>
    public static string Due(DateTimeOffset due, ContributionKey key, string save) =>
        string.Create(CultureInfo.InvariantCulture, $"{DueAt(due)}_{key.Site}-{Checked(key.Name)}_{save}");

    public static string DueAt(DateTimeOffset due) => due.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private static string Checked(string name) => ContributionKey.IsName(name)
        ? name
        : throw new ArgumentException($"'{name}' is no contribution's name", nameof(name));
}
