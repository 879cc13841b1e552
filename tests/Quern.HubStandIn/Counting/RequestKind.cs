namespace Quern.HubStandIn.Counting;

/// <summary>What a request is about.</summary>
internal enum RequestKind
{
    /// <summary>None of the others; answered with 404.</summary>
    Other,

    /// <summary>The description of a dataset, with its list of files.</summary>
    Description,

    /// <summary>A page of the tree of files.</summary>
    Tree,

    /// <summary>What is known of paths that the request names.</summary>
    Paths,

    /// <summary>Branches and tags.</summary>
    References,

    /// <summary>A page of the commits.</summary>
    Commits,

    /// <summary>The list of converted Parquet files, or the way to one of them.</summary>
    Parquet,

    /// <summary>Whether the caller may read.</summary>
    Access,

    /// <summary>Whose token it is.</summary>
    WhoAmI,

    /// <summary>Where a file is and what names its content: every HEAD, and the redirect of a large file.</summary>
    Resolve,

    /// <summary>The bytes of a file, whichever origin sends them.</summary>
    File,

    /// <summary>A new dataset.</summary>
    Creation,

    /// <summary>Which of the files to come go to LFS.</summary>
    Preupload,

    /// <summary>Where to send objects.</summary>
    Batch,

    /// <summary>An object, or a part of one, on its way in.</summary>
    Part,

    /// <summary>The end of an object that came in parts.</summary>
    Completion,

    /// <summary>Whether an object has arrived.</summary>
    Verification,

    /// <summary>A commit.</summary>
    Commit,
}
