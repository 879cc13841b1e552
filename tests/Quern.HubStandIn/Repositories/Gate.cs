namespace Quern.HubStandIn.Repositories;

/// <summary>Whether a reader must ask before the files of a dataset are handed out.</summary>
internal enum Gate
{
    /// <summary>No: anybody may read.</summary>
    None,

    /// <summary>Yes, and whoever agrees to the terms is let in at once.</summary>
    Auto,

    /// <summary>Yes, and somebody decides.</summary>
    Manual,
}
