namespace Quern.HubStandIn.Counting;

/// <summary>The two hosts of the stand-in.</summary>
internal enum OriginName
{
    /// <summary>The Hub itself.</summary>
    Hub,

    /// <summary>The host that holds large files and takes uploads; every address of it is signed.</summary>
    Cdn,
}
