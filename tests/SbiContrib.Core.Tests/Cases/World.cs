using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Words;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Tests.Cases;

/// <summary>The world of one contribution, as far as effects change it: what each does to the facts that are gathered next.</summary>
internal sealed class World
{
    private readonly Facts _start;
    private readonly Dictionary<string, (string Head, string? Entries)> _branches = [];
    private readonly List<(string Branch, PullFacts Pull)> _pulls = [];
    private readonly Dictionary<long, string> _comments = [];
    private ImmutableDictionary<Identifier, Lookup> _asked;
    private ImmutableDictionary<string, PageAnswer> _read;
    private ImmutableDictionary<string, bool> _told;
    private ImmutableArray<CommentFacts> _said;
    private CheckRunKept? _checked;
    private string? _check;
    private string? _group;
    private Contribution? _saved;
    private IssueFacts? _issue;
    private StatusCommentFacts? _written;
    private bool _new;
    private int _made;
    private CheckAsked? _wanted;

    public World(Facts start)
    {
        (_start, _asked, _read, _told, _said, _saved, _issue, _new) = (start, start.Works, start.Pages, start.Maintainers, start.Comments, start.Saved, start.Issue, start.New);
        _wanted = start.Asked;
        if (start.Saved?.StatusComment is { } comment)
            _comments[comment] = "";
        if (start.Pull is not { } pull)
            return;
        var branch = start.Saved!.Undo is { } undo && pull.Number != start.Saved.Pull ? BranchName.Of(start.Key, undo.Attempt) : start.Saved.Branch;
        _pulls.Add((branch, pull));
        _branches[branch] = (pull.Head, pull.HeadEntries);
    }

    /// <summary>Who was woken.</summary>
    public HashSet<ContributionKey> Woken { get; } = [];

    /// <summary>How many effects were brought about.</summary>
    public int Done { get; private set; }

    /// <summary>Rounds until nothing is left to do.</summary>
    /// <param name="crashAfter">The number of effects after which the handling ends; its message comes again.</param>
    public void Rest(int? crashAfter = null)
    {
        for (var round = 0; round < 40; round++)
        {
            var effects = Decide.Next(Gather());
            if (effects.IsEmpty)
                return;
            foreach (var effect in effects)
            {
                Apply(effect);
                if (++Done == crashAfter)
                {
                    Forget();
                    break;
                }
            }
        }
        Assert.Fail($"{_start.Key} doesn't come to rest");
    }

    /// <summary>What only one handling knows is lost with it.</summary>
    private void Forget() => (_new, _written, _checked, _asked, _read, _told) =
        (false, null, null, ImmutableDictionary<Identifier, Lookup>.Empty, ImmutableDictionary<string, PageAnswer>.Empty, ImmutableDictionary<string, bool>.Empty);

    private void Write(CheckRun check, long? known)
    {
        _wanted = null;
        if (check.Head != Pull()!.Head)
        {
            _group = $"{check.Conclusion} {check.Title}";
            return;
        }
        _check = $"{check.Conclusion} {check.Title}";
        _checked = new(known ?? 7000, check.Head, check.Remarks.Length, CheckText.Hash(check));
    }

    public Facts Gather() => _start with
    {
        Saved = _saved,
        New = _new,
        Issue = _issue,
        Works = _asked,
        Pages = _read,
        Maintainers = _told,
        Comments = _said,
        CheckRun = _checked,
        Asked = _wanted,
        Waiters = [.. _start.Waiters.Where(waiter => !Woken.Contains(waiter))],
        Pull = Pull(),
        StatusComment = _written,
    };

    private PullFacts? Pull()
    {
        if (_saved is null || (_saved.Pull is null && (_saved.Attempt == 0 || _new) && _start.Pull is null && _pulls.Count == 0))
            return null;
        var undo = _saved.Undo is { } undoing ? _pulls.LastOrDefault(pull => pull.Branch == BranchName.Of(_saved.Key, undoing.Attempt)) : default;
        var (branch, pull) = undo.Pull is not null ? undo : _pulls.LastOrDefault(pull => _saved.Pull is { } number ? pull.Pull.Number == number : pull.Branch == _saved.Branch);
        if (pull is not { State: PullState.Open })
            return pull;
        var (head, entries) = _branches[branch];
        // As it is gathered: the commit itself is read only where it isn't the one that was saved.
        return pull with { Head = head, HeadEntries = head == _saved.Head ? _saved.Proposed : entries };
    }

    private void Apply(Effect effect)
    {
        switch (effect)
        {
            case LookUp look:
                _asked = _asked.SetItems(look.Ids.Select(id => KeyValuePair.Create(id, _start.Works.GetValueOrDefault(id) ?? new Lookup(LookupResult.NotFound, null, "arxiv", _start.Now))));
                break;
            case ReadPages read:
                _read = _read.SetItems(read.Links.Select(link => KeyValuePair.Create(link, _start.Pages.GetValueOrDefault(link) ?? PageAnswer.NoIdentifier)));
                break;
            case AskPermissions ask:
                _told = _told.SetItems(ask.Logins.Select(login => KeyValuePair.Create(login, _start.Maintainers.GetValueOrDefault(login))));
                break;
            case Answer answer:
                _said = _said.Add(new(5000 + _said.Length, _start.Site.Bot, answer.Text, false, _start.Now, answer.Number));
                break;
            case WriteCheck check:
                Write(check.Check, check.Known);
                break;
            case MergePull merge:
                Assert.Equal(merge.Head, Pull()!.Head);
                Change(merge.Number, pull => pull with { State = PullState.Merged });
                break;
            case OpenPull open:
                _ = _branches.TryAdd(open.Branch, Commit(open.Change));
                if (!_pulls.Any(pull => pull.Branch == open.Branch && pull.Pull.State == PullState.Open))
                    _pulls.Add((open.Branch, new() { Number = 100 + _pulls.Count, Head = "", Mergeable = true }));
                break;
            case RemakePull remake:
                Assert.Equal(remake.From, _branches[remake.Branch].Head);
                _branches[remake.Branch] = Commit(remake.Change);
                Change(remake.Number, pull => pull with { Mergeable = true });
                break;
            case ClosePull close:
                Change(close.Number, pull => pull with { State = PullState.Closed, Closing = new(_start.Site.Bot, null), Head = Pull()!.Head, HeadEntries = Pull()!.HeadEntries });
                break;
            case DeleteBranch delete:
                // Somebody else's commit stays.
                if (_branches.TryGetValue(delete.Branch, out var tip) && tip.Entries is not null)
                    _ = _branches.Remove(delete.Branch);
                break;
            case SetLabels labels when labels.Number == _issue?.Number:
                _issue = _issue with { Labels = [.. _issue.Labels.Union(labels.Add).Except(labels.Remove)] };
                break;
            case SetLabels labels:
                Change(labels.Number, pull => pull with { Labels = [.. pull.Labels.Union(labels.Add).Except(labels.Remove)] });
                break;
            case WriteStatus status:
                var id = status.Known ?? (status.Search ? _comments.Keys.Cast<long?>().FirstOrDefault() : null) ?? 1000 + _comments.Count;
                _comments[id] = status.Text;
                _written = new(id, StatusText.Hash(status.Text));
                break;
            case CloseIssue:
                _issue = _issue! with { State = IssueState.Closed, Closing = new(_start.Site.Bot, null) };
                break;
            case ReopenIssue:
                _issue = _issue! with { State = IssueState.Open, Closing = null };
                break;
            case Wake wake:
                Woken.UnionWith(wake.Contributions);
                break;
            case LookAgain:
                break;
            case Save save:
                _new |= _saved is null;
                _saved = save.Contribution with { Made = _saved?.Made ?? [] };
                break;
            default:
                throw new InvalidOperationException(effect.GetType().Name);
        }
    }

    // Which commit it is stands in the store before it stands on a branch.
    private (string Head, string? Entries) Commit(Change change)
    {
        var made = new MadeCommit($"m{++_made}", CommitText.Entries(change.Message)!);
        _saved = _saved! with { Made = _saved.Made.Add(made) };
        return (made.Sha, made.Entries);
    }

    private void Change(int number, Func<PullFacts, PullFacts> change)
    {
        var at = _pulls.FindIndex(pull => pull.Pull.Number == number);
        _pulls[at] = (_pulls[at].Branch, change(_pulls[at].Pull));
    }

    /// <summary>What the world is like, in words that compare; numbers that only say how often something was done are left out.</summary>
    public string Shown() => string.Join('\n',
        $"state {_saved?.State} {_saved?.Reason} due {_saved?.Due} tries {_saved?.Tries}",
        $"claims {string.Join(' ', _saved?.Claims ?? [])} waits {string.Join(' ', _saved?.WaitsFor ?? [])}",
        $"issue {_issue?.State} {string.Join(',', _issue?.Labels ?? [])}",
        $"check {_check} group {_group}",
        $"answers {string.Join("\n---\n", _said.Where(comment => comment.Author == _start.Site.Bot).Select(comment => comment.Body))}",
        $"edits {string.Join(' ', _saved?.Edits ?? [])} taken {string.Join(' ', _saved?.Taken ?? [])} wish {_saved?.Wish} approval {_saved?.Approval} undo {_saved?.Undo}",
        $"comments {string.Join("\n---\n", _comments.Values)}",
        $"pulls {string.Join(' ', _pulls.Where(pull => pull.Pull.State == PullState.Open).Select(pull => $"{pull.Branch} {string.Join(',', pull.Pull.Labels)} {_branches[pull.Branch].Entries}"))}",
        $"branches {string.Join(' ', _branches.Keys.Order(StringComparer.Ordinal))}",
        $"woken {string.Join(' ', Woken)}");
}
