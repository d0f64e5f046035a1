using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Pages that a template engine reads before a person does.</summary>
public sealed class TemplatePagesTests
{
    private const string Page = """
        ## Kept {#kept}

        - [A](https://x.org/a), J. Bee, 2020
        - [B](https://x.org/b), J. Bee, 2021
        {: .list}

        {% comment %}
        - [Hidden](https://x.org/h), J. Bee, 2021
        {% endcomment %}

        {% for p in site.data.papers %}
        - [{{ p.title }}]({{ p.url }})
        {% endfor %}

        {% assign n = 1 %}
        Under a line
        ------------

        > - [Q](https://x.org/q), J. Bee, 2020
        > - [R](https://x.org/r), J. Bee, 2021
        """;

    [Fact]
    public void WhatTheTemplateSaysIsNoEntry()
    {
        var entries = ListReader.Read(new ListFile("README.md", Page)).Entries;
        Assert.Equal(["A", "B", "Q", "R"], entries.Select(e => e.Title));
        Assert.Equal(["Kept", "Kept", "Under a line", "Under a line"], entries.Select(e => Assert.Single(e.Section)));
        Assert.Equal((new LineRange(4, 4), null), (entries[1].Lines, entries[1].Note));
    }

    [Theory]
    [InlineData("Kept", "- [B](https://x.org/b), J. Bee, 2021\n- [C](https://x.org/c), J. Dee, 2022\n{: .list}\n")]
    [InlineData("Under a line", "> - [R](https://x.org/r), J. Bee, 2021\n> - [C](https://x.org/c), J. Dee, 2022")]
    public void ANewEntryStandsAmongTheOthers(string section, string expected)
    {
        var list = ListReader.Read(new ListFile("README.md", Page));
        var change = list.Add(new("C", [new("main", "https://x.org/c")], ["J. Dee"], "2022", null, null, null) { AsListed = true }, [section]);
        Assert.Contains(expected, change.Files[0].Text, StringComparison.Ordinal);
        Assert.Equal(Page, ListReader.Read(change.Files[0]).Remove(change.Entry).Files[0].Text);
    }

    /// <summary>A comment that is never closed hides nothing, and a tag in a code block closes there.</summary>
    [Fact]
    public void AnOpenCommentHidesNothing() =>
        Assert.Single(ListReader.Read(new ListFile("README.md", "{% comment %}\n\n- [A](https://x.org/a)\n")).Entries);
}
