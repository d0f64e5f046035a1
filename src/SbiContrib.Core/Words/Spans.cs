namespace SbiContrib.Core.Words;

/// <summary>Spans of time as people say them.</summary>
public static class Spans
{
    /// <summary>A span in words: the largest unit that it fills twice.</summary>
    /// <param name="span">The span.</param>
    /// <returns>Such as <c>about 3 days</c>.</returns>
    public static string Words(TimeSpan span) => span switch
    {
        { TotalDays: >= 14 } => $"about {Math.Round(span.TotalDays / 7)} weeks",
        { TotalDays: >= 2 } => $"about {Math.Round(span.TotalDays)} days",
        { TotalHours: >= 2 } => $"about {Math.Round(span.TotalHours)} hours",
        { TotalMinutes: >= 2 } => $"about {Math.Round(span.TotalMinutes)} minutes",
        _ => "a minute",
    };
}
