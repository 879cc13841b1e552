using System.Text;

namespace Quern.Plans.Making;

/// <summary>The fixed words of a plan, as they are written.</summary>
internal static class Words
{
    public static readonly byte[] Default = Of("default");
    public static readonly byte[] Explicit = Of("explicit");
    public static readonly byte[] ToolDeletes = Of("tool:delete");
    public static readonly byte[] User = Of("user");
    public static readonly byte[] System = Of("system");
    public static readonly byte[] ToolResult = Of("tool-result");
    public static readonly byte[] Web = Of("web");
    public static readonly byte[] Injected = Of("injected");
    public static readonly byte[] Dataset = Of("dataset");

    private static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);
}
