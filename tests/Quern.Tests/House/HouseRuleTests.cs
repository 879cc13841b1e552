using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml.Linq;
using Quern.Pages;
using Quern.Recipes;
using Quern.Steps;

namespace Quern.Tests.House;

public sealed class HouseRuleTests
{
    private const int LongestFile = 300;

    private static readonly string[] BannedEndings
        = ["Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Handler", "Info", "Data", "Impl", "Wrapper", "Service"];

    private static Type[] Types => [.. typeof(StepTable).Assembly.GetTypes().Concat(typeof(ReportPage).Assembly.GetTypes())
        .Where(static t => t.Namespace?.StartsWith("Quern", StringComparison.Ordinal) == true && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !t.Name.Contains('<', StringComparison.Ordinal))];

    [Fact]
    public void Options_are_records_with_init_only_properties_that_are_described()
    {
        var faults = new List<string>();
        foreach (var options in StepTable.Standard.Entries.Select(static e => e.OptionsType))
        {
            foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                var init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? true;
                if (!init)
                {
                    faults.Add($"{options.Name}.{property.Name} can be set after the options were made; use init.");
                }

                if (property.SetMethod is not null && string.IsNullOrWhiteSpace(property.GetCustomAttribute<OptionAttribute>()?.Doc))
                {
                    faults.Add($"{options.Name}.{property.Name} has no [Option] text.");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_step_has_a_page()
        => StepTable.Standard.Entries.Select(static e => $"docs/steps/{e.Name}.md")
            .Where(static p => !File.Exists(Path.Combine(ApprovedText.Root, p)))
            .ShouldBeEmpty("These pages are missing");

    [Fact]
    public void Steps_are_named_alike_and_once()
    {
        var names = StepTable.Standard.Entries.Select(static e => e.Name).ToList();
        names.ShouldAllBe(static n => n.All(static c => char.IsAsciiLetterLower(c) || c == '-') && n != "read");
        names.ShouldBeUnique();
    }

    [Fact]
    public void No_type_is_named_after_nothing()
        => Types.Where(static t => BannedEndings.Any(e => t.Name.EndsWith(e, StringComparison.Ordinal))).Select(static t => t.FullName).ShouldBeEmpty();

    [Fact]
    public void No_interface_stands_for_one_class()
        => Types.Where(static t => t.IsInterface).Where(i => Types.Count(t => !t.IsInterface && i.IsAssignableFrom(t)) < 2).Select(static t => t.FullName).ShouldBeEmpty();

    [Fact]
    public void No_source_file_is_long()
        => new[] { "src", "tests", "bench" }.Select(static d => Path.Combine(ApprovedText.Root, d)).Where(Directory.Exists)
            .SelectMany(HouseSources.SourceFiles)
            .Select(static f => (File: Path.GetRelativePath(ApprovedText.Root, f), Lines: File.ReadLines(f).Count()))
            .Where(static f => f.Lines > LongestFile)
            .ShouldBeEmpty();

    [Fact]
    public void Every_package_stands_in_the_ledger_of_dependencies()
    {
        var ledger = File.ReadAllText(Path.Combine(ApprovedText.Root, "docs", "dependencies.md"));
        var nuget = XDocument.Load(Path.Combine(ApprovedText.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(static p => p.Attribute("Include")!.Value);
        using var npm = JsonDocument.Parse(File.ReadAllText(Path.Combine(HouseSources.Folder, "native", "package.json")));
        var names = nuget.Concat(npm.RootElement.GetProperty("dependencies").EnumerateObject().Select(static p => p.Name)).ToList();
        names.Where(n => !ledger.Contains($"| {n} |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_public_face_is_approved() => ApprovedText.Check("tests/Quern.Tests/House/PublicApi.approved.txt", PublicFace.Of(typeof(StepTable).Assembly));
}
