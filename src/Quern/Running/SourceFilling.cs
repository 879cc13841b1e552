namespace Quern.Running;

/// <summary>What a source is for, in a run that ends at a target.</summary>
internal enum SourceFilling
{
    /// <summary>Its rows are wanted.</summary>
    None,

    /// <summary>It is read when the sources that are wanted have ended below the target.</summary>
    Only,

    /// <summary>It is wanted up to its maximum; beyond that, it fills.</summary>
    Rest,
}
