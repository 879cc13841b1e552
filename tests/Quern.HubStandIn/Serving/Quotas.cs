namespace Quern.HubStandIn.Serving;

/// <summary>Counts requests by bucket in windows of fixed length, and tells of it in headers as the Hub does.</summary>
internal sealed class Quotas(StandInSettings settings, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);
    private long _start = time.GetTimestamp();

    /// <summary>Counts a request of a bucket; gives the two headers and whether the quota was used up already.</summary>
    public (string Limit, string Policy, bool Over) Count(string bucket)
    {
        lock (_lock)
        {
            var passed = time.GetElapsedTime(_start);
            if (passed >= settings.QuotaWindow)
            {
                (_start, passed) = (time.GetTimestamp(), TimeSpan.Zero);
                _used.Clear();
            }

            var quota = QuotaOf(bucket);
            var used = _used[bucket] = _used.GetValueOrDefault(bucket) + 1;
            var seconds = Math.Max(1, (int)Math.Ceiling((settings.QuotaWindow - passed).TotalSeconds));
            return ($"\"{bucket}\";r={Math.Max(0, quota - used)};t={seconds}",
                $"\"fixed window\";\"{bucket}\";q={quota};w={(int)settings.QuotaWindow.TotalSeconds}",
                used > quota);
        }
    }

    private int QuotaOf(string bucket) => bucket switch
    {
        "api" => settings.ApiQuota,
        "resolvers" => settings.ResolverQuota,
        _ => settings.PageQuota,
    };
}
