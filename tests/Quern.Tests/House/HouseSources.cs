using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Quern.Tests.House;

/// <summary>One place where a room names a type of another room.</summary>
internal sealed record Arrow(string From, string To, string File, int Line, string Type);

/// <summary>
/// The library's sources as the compiler understands them. Names are followed by meaning, not by spelling: <c>var</c>,
/// <c>new()</c> and extension methods hide a type that the text does not show.
/// </summary>
internal static class HouseSources
{
    private const string ImplicitUsings
        = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<IReadOnlyList<Arrow>> All = new(static () => [.. Walk(Compile(ReadAll()))]);

    /// <summary>The folder of the library.</summary>
    public static string Folder { get; } = Path.Combine(ApprovedText.Root, "src", "Quern");

    /// <summary>Every use of one room by another.</summary>
    public static IReadOnlyList<Arrow> Arrows => All.Value;

    /// <summary>The library's files.</summary>
    public static IEnumerable<string> Files => SourceFiles(Folder);

    /// <summary>The C# files below a folder that somebody wrote.</summary>
    public static IEnumerable<string> SourceFiles(string folder)
        => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(static f => !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.Contains("/artifacts/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>Compiles texts by file name, as one assembly.</summary>
    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: ["NET10_0"]);
        var trees = files.Append(("ImplicitUsings.cs", ImplicitUsings)).Select(f => CSharpSyntaxTree.ParseText(f.Item2, options, f.Item1));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => !Path.GetFileName(p).StartsWith("Quern", StringComparison.Ordinal))
            .Select(static p => MetadataReference.CreateFromFile(p));
        return CSharpCompilation.Create("Quern", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>Every name in a compilation that leads from one room into another.</summary>
    public static IEnumerable<Arrow> Walk(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (TypeOf(model, node) is { } type && RoomOf(type.ContainingNamespace) is { } to && FromOf(model, node) is { } from && from != to)
                {
                    yield return new Arrow(from, to, tree.FilePath, tree.GetLineSpan(node.Span).StartLinePosition.Line + 1, type.Name);
                }
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> ReadAll() => Files.Select(static f => (Path.GetRelativePath(ApprovedText.Root, f), File.ReadAllText(f)));

    private static INamedTypeSymbol? TypeOf(SemanticModel model, SyntaxNode node)
    {
        var symbol = node switch
        {
            SimpleNameSyntax name => model.GetSymbolInfo(name).Symbol,
            BaseObjectCreationExpressionSyntax made => model.GetTypeInfo(made).Type,
            _ => null,
        };
        return symbol switch
        {
            INamedTypeSymbol type => type,
            ILocalSymbol or IParameterSymbol or INamespaceSymbol or null => null,
            _ => symbol.ContainingType,
        };
    }

    private static string? FromOf(SemanticModel model, SyntaxNode node)
        => node.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() is { } owner && model.GetDeclaredSymbol(owner) is INamedTypeSymbol declared
            ? RoomOf(declared.ContainingNamespace)
            : null;

    // Quern.Rows.Json is a part of the room Rows.
    private static string? RoomOf(INamespaceSymbol? space)
        => space?.ToDisplayString().Split('.') is ["Quern", var room, ..] ? room : null;
}
