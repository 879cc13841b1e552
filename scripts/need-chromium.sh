# Sourced by ./test: the report page is opened in a real browser. Without one those tests are skipped, and say why.
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD
has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! has_chromium >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "quern: installing Chromium for the tests of the report page" >&2
    { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1
fi
if ! has_chromium >/dev/null 2>&1; then
    echo "quern: Chromium was not found; the tests of the report page are skipped. Install it (package chromium) to run them." >&2
fi
