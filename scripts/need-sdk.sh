# Sourced by the launchers: says what is missing before a build fails in the middle.
if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "quern: the .NET 10 SDK is needed and was not found. Install it (package dotnet-sdk-10.0, or from Microsoft's .NET page) and try again." >&2
    return 1
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "quern: npm is needed once, to fetch the DuckDB library, and was not found. Install Node.js with npm (package npm) and try again." >&2
    return 1
fi
