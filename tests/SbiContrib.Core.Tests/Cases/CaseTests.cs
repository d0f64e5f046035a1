using SbiContrib.Core.Cases;

namespace SbiContrib.Core.Tests.Cases;

/// <summary>Each folder beside this file is a case: what was known, what is to be done, and why. <c>SBI_APPROVE=1</c> accepts what is decided now.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Names() => [.. CaseFolder.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_facts_lead_to_the_approved_effects(string name)
    {
        var facts = CaseFolder.Facts(name);
        var received = CaseJson.Write(Decide.Next(facts), facts);
        var (approvedFile, receivedFile) = (CaseFolder.File(name, "effects.approved.json"), CaseFolder.File(name, "effects.received.json"));
        if (Environment.GetEnvironmentVariable("SBI_APPROVE") == "1")
            File.WriteAllText(approvedFile, received);
        if (File.Exists(approvedFile) && File.ReadAllText(approvedFile) == received)
        {
            File.Delete(receivedFile);
            return;
        }
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{receivedFile} differs from what is approved: {File.ReadAllText(CaseFolder.File(name, "why.md"))}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_facts_are_read_as_they_were_written(string name)
    {
        var written = CaseJson.Write(CaseFolder.Facts(name));
        Assert.Equal(written, CaseJson.Write(CaseJson.ReadFacts(written)));
        var effects = Decide.Next(CaseFolder.Facts(name));
        Assert.Equal(CaseJson.Write(effects, CaseFolder.Facts(name)), CaseJson.Write(Decide.Next(CaseJson.ReadFacts(written)), CaseFolder.Facts(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_says_why_in_one_line_and_holds_no_secret(string name)
    {
        Assert.Single(File.ReadAllLines(CaseFolder.File(name, "why.md")), line => line.Length > 0);
        Assert.True(CaseFolder.Facts(name).Saved?.Form is not { SecretHash.Length: > 0 });
    }

    [Fact]
    public void A_secret_is_never_written()
    {
        var facts = CaseFolder.Facts("form-withdrawn");
        var form = facts.Saved!.Form! with { SecretHash = "0123456789abcdef" };
        Assert.DoesNotContain("0123456789abcdef", CaseJson.Write(facts with { Saved = facts.Saved with { Form = form } }), StringComparison.Ordinal);
    }
}
