using Quern.HubStandIn.Counting;

namespace Quern.HubStandIn.Faults;

/// <summary>The faults that are still to come.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];

    /// <summary>How many faults have not yet befallen as many requests as they should; those that never end are not counted.</summary>
    public int Left
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count(static w => w.Fault.Times != Fault.Always && w.Times > 0);
            }
        }
    }

    /// <summary>Adds a fault.</summary>
    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _waiting.Add(new Waiting(fault));
        }
    }

    /// <summary>Takes all faults back.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>The faults that befall a request.</summary>
    public IReadOnlyList<Fault> Befall(RequestRecord request)
    {
        lock (_lock)
        {
            var faults = _waiting.Where(w => w.Fault.Fits(request) && w.Strikes()).Select(static w => w.Fault).ToList();
            faults.ForEach(f => request.Note(f.Name));
            return faults;
        }
    }

    private sealed class Waiting(Fault fault)
    {
        private int _skip = fault.Skip;

        public Fault Fault => fault;

        public int Times { get; private set; } = fault.Times;

        public bool Strikes()
        {
            if (Times == 0 || _skip-- > 0)
            {
                return false;
            }

            Times -= fault.Times == Fault.Always ? 0 : 1;
            return true;
        }
    }
}
