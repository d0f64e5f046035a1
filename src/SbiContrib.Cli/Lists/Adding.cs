using System.Collections.Immutable;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Lists;

/// <summary>What a person asks of an entry's place and words.</summary>
/// <param name="Section">The section, one name a level; empty where none is given.</param>
/// <param name="Also">Further places as typed.</param>
/// <param name="Make">Whether an unknown section is to be made.</param>
/// <param name="Label">The label; null where none is given.</param>
/// <param name="Note">The note; null where none is given.</param>
internal sealed record Asked(ImmutableArray<string> Section, ImmutableArray<string> Also, bool Make, string? Label, string? Note);

/// <summary>Finds where a work goes, and writes it there.</summary>
internal sealed class Adding
{
    private readonly ListFiles list;
    private readonly IListDocument document;
    private readonly WorkFile work;
    private readonly Asked asked;
    private readonly List<SectionChoice> choices = [];
    private readonly NewEntry entry;

    /// <summary>The names that its section is asked for by; null where none are.</summary>
    private readonly ImmutableArray<string>? path;

    private Adding(ListFiles list, WorkFile work, Asked asked)
    {
        (this.list, this.work, this.asked, document) = (list, work, asked, ListReader.Read(list));
        path = !asked.Section.IsEmpty ? asked.Section : work.HasSection ? work.Section : null;
        if (path is { } names)
            choices.Add(SectionChoice.Resolve(document, names));
        else if (asked.Also.IsEmpty)
            choices.Add(document.Sections.Length > 1 ? new(null, []) : SectionChoice.Resolve(document, []));
        choices.AddRange(asked.Also.Select(a => SectionChoice.Resolve(document, a)));
        entry = work.Entry with { Label = asked.Label ?? choices[0].Place?.Label ?? work.Entry.Label, Note = asked.Note ?? work.Entry.Note, Created = TimeProvider.System.GetUtcNow() };
    }

    /// <summary>Why there is no place to write to; null where there is.</summary>
    public string? Unknown { get; private set; }

    /// <summary>The likeliest places, best first, each with its weight where only the title tells.</summary>
    public ImmutableArray<(ListPlace Place, double? Weight)> Likely { get; private set; } = [];

    /// <summary>The names that were taken for those of a place in spite of a typing error.</summary>
    public IEnumerable<(string Typed, string Place)> Mistyped =>
        choices.Zip((path is { } names ? new[] { string.Join(" / ", names) } : []).Concat(asked.Also)).Where(x => x.First is { IsMistyped: true, Place: not null } && (x.First != choices[0] || Again is null)).Select(x => (x.Second, x.First.Place!.ToString()));

    /// <summary>The section as it was, or as it is to be made; null where one that is there is meant.</summary>
    private ListChange? Again { get; set; }

    /// <summary>Looks for the place.</summary>
    /// <exception cref="FormatException">The list can't be read.</exception>
    public static Adding Of(ListFiles list, WorkFile work, Asked asked)
    {
        var adding = new Adding(list, work, asked);
        if (adding.path is { } names)
            adding.Again = adding.Anew(names, adding.entry);
        var unknown = adding.choices.Skip(adding.Again is null ? 0 : 1).FirstOrDefault(c => c.Place is null);
        if (unknown is not null)
            adding.Offer(unknown);
        return adding;
    }

    /// <summary>The list with the entry.</summary>
    /// <exception cref="FormatException">The list doesn't take it, or has no place for what is asked.</exception>
    public ListChange Change()
    {
        var places = choices.Select((c, i) => i > 0 ? c.Place! : Again is not null ? new(path!.Value, entry.Label) : c.Place! with { Label = entry.Label }).ToImmutableArray();
        if (places.Select(p => document.Refusal(entry, p.Path)).FirstOrDefault(r => r is not null) is { } wanted)
            throw new FormatException($"the list doesn't take the entry: {wanted}");
        var change = SeveralPlaces.Add(list, document, entry, places, Again);
        foreach (var (option, said, without) in new[] { ("--label", asked.Label, entry with { Label = null }), ("--note", asked.Note, entry with { Note = null }) })
        {
            if (!string.IsNullOrWhiteSpace(said) && Written(without, places[0].Path).Entry.Text == change.Entry.Text)
                throw new FormatException($"{option} '{said}': the entries of this list have no place for one; leave {option} out");
        }
        return change;
    }

    private ListChange Written(NewEntry without, ImmutableArray<string> section) =>
        Again is null ? document.Add(without, section) : Anew(section, without)!;

    /// <summary>
    /// The change where an entry of a list goes back under the very heading that it was listed under, though nothing stands there now,
    /// or where a section is to be made; null where neither is so.
    /// </summary>
    private ListChange? Anew(ImmutableArray<string> names, NewEntry written)
    {
        if (choices[0].Place?.Path.TakeLast(Math.Max(1, names.Length)).SequenceEqual(names, StringComparer.Ordinal) is true)
            return null;
        if (asked.Make && choices[0].Place is null)
            return SectionAgain.Add(document, written, names, make: true);
        var own = work.HasSection && names.SequenceEqual(work.Section, StringComparer.Ordinal) && (!names.IsEmpty || document.Entries.Any(e => e.Section.IsEmpty) || document.SectionsAreSaid);
        return own ? SectionAgain.Add(document, written, names) : null;
    }

    /// <summary>What reads most like the section that was asked for, and then what the title tells.</summary>
    private void Offer(SectionChoice unknown)
    {
        var advised = SectionAdvice.Likeliest(document, work.Entry.Title).Select(l => (l.Place, Weight: (double?)l.Weight));
        Unknown = path is null && asked.Also.IsEmpty ? "no section is given" : "the list has no such section";
        Likely = [.. unknown.Likely.Select(p => (p, (double?)null)).Concat(Unknown == "no section is given" ? advised : advised.Select(a => (a.Place, (double?)null))).DistinctBy(p => p.Item1.ToString(), StringComparer.Ordinal)];
    }
}
