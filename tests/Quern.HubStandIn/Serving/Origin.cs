using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Quern.HubStandIn.Serving;

/// <summary>One host: HTTP/1.1 on 127.0.0.1, on a port that the system chooses.</summary>
internal sealed class Origin : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private Origin(KestrelServer server) => _server = server;

    /// <summary>Its address, ending in a slash.</summary>
    public Uri Address => new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Begins to listen.</summary>
    public static async Task<Origin> StartAsync(Func<HttpContext, Task> answer)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(30);
        options.Listen(IPAddress.Loopback, 0, static o => o.Protocols = HttpProtocols.Http1);
        // With so small a buffer a write ends when the system has taken all of its bytes: what was sent is known exactly.
        var sockets = new SocketTransportOptions { MaxWriteBufferSize = 2 };
        var transport = new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        await server.StartAsync(new Application(answer), CancellationToken.None);
        return new Origin(server);
    }

    public async ValueTask DisposeAsync()
    {
        // A request that stalls on purpose must not hold this up: connections are closed at once.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private sealed class Application(Func<HttpContext, Task> answer) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => answer(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // Nothing was made for the request that must be given back.
        }
    }
}
