using CsCheck;

namespace SbiContrib.Core.Tests;

public sealed class KeyTests
{
    private const string Token = "abcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData("7-issue-12", true)]
    [InlineData("9223372036854775807-issue-999999999", true)]
    [InlineData($"7-form-{Token}", true)]
    [InlineData("9223372036854775808-issue-1", false)]
    [InlineData("7-issue-2147483648", false)]
    [InlineData("0-issue-1", false)]
    [InlineData("07-issue-1", false)]
    [InlineData("7-issue-0", false)]
    [InlineData("7-issue-01", false)]
    [InlineData("7-issue-", false)]
    [InlineData("7-issue-1 ", false)]
    [InlineData("7-issue-１", false)]
    [InlineData("7-Issue-1", false)]
    [InlineData("7-issue-1/../2", false)]
    [InlineData("-7-issue-1", false)]
    [InlineData($"7-form-{Token}a", false)]
    [InlineData("7-form-ABCDEFGHIJKLMNOPQRSTUVWXYZ", false)]
    [InlineData("7-form-abcdefghijklmnopqrstuvwxy1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_key_is_read_in_one_spelling_only(string? text, bool good)
    {
        Assert.Equal(good, ContributionKey.TryParse(text, out var key));
        if (good)
            Assert.Equal(text, key.ToString());
    }

    [Fact]
    public void What_is_read_is_written_the_same_and_a_branch_leads_back() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Int[1, 999_999_999], Gen.Int[1, 1000]).Sample((site, number, attempt) =>
        {
            var key = ContributionKey.OfIssue(site, number);
            Assert.True(ContributionKey.TryParse(key.ToString(), out var read));
            Assert.Equal((key, number), (read, read.Issue));
            Assert.Equal(key, BranchName.Owner(BranchName.Of(key, attempt), site));
            Assert.Equal(key, BranchName.Owner($"refs/heads/{BranchName.Of(key, attempt)}", site));
        });

    [Theory]
    [InlineData("sbi-contrib/issue-12/1", true)]
    [InlineData($"sbi-contrib/form-{Token}/2", true)]
    [InlineData("main", false)]
    [InlineData("sbi-contrib/issue-12", false)]
    [InlineData("sbi-contrib/issue-12/", false)]
    [InlineData("sbi-contrib/issue-12/x", false)]
    [InlineData("sbi-contrib/issue-12/01", false)]
    [InlineData("sbi-contrib/issue-12/1/1", false)]
    [InlineData("sbi-contrib/issue-x/1", false)]
    [InlineData("sbi-contrib//1", false)]
    [InlineData("refs/tags/sbi-contrib/issue-12/1", false)]
    [InlineData("me/sbi-contrib/issue-12/1", false)]
    [InlineData(null, false)]
    public void A_branch_is_ours_in_one_spelling_only(string? branch, bool ours) => Assert.Equal(ours, BranchName.Owner(branch, 7) is not null);
}
