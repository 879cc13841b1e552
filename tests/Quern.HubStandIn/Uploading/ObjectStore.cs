namespace Quern.HubStandIn.Uploading;
internal sealed class ObjectStore : IDisposable { public void Dispose() { } }
