#!/usr/bin/env bash
# Builds everything and runs every test: .NET, TypeScript, and the browser. Ends with "N passed, N failed, N skipped".
# Debian packages that tests drive (brokers, databases, a browser) are installed when this runs as root; otherwise the tests
# that need them are skipped with a word. With CI=true nothing may be skipped.
#   bash tests/run.sh            everything
#   bash tests/run.sh Domain     only the projects whose name contains the word (or "console", "simulation")
set -uo pipefail
cd "$(dirname "$0")/.."
only="${1:-}"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

need() { command -v "$1" >/dev/null || { echo "$1 is missing: install $2" >&2; exit 1; }; }
need dotnet "the .NET SDK 10"
need node "Node.js 20 or later"

packages=(mosquitto mosquitto-clients python3-paho-mqtt influxdb victoria-metrics chromium fonts-noto-cjk sqlite3 tzdata)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing: ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 \
      || { tail -n 20 "$results/apt.log" >&2; echo "not everything could be installed" >&2; }
  else
    echo "Missing, their tests are skipped: ${missing[*]}"
  fi
fi

dotnet build ElderAlert.sln -c Release -v quiet || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

count() { sed -nE "s/^ +$1: +([0-9]+).*/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'; }

for project in tests/*/*.csproj; do
  name="$(basename "$project" .csproj)"
  case "$name" in *.Tests | *.Scenarios | *.EndToEnd) ;; *) continue ;; esac
  case "$name" in *"$only"*) ;; *) continue ;; esac
  echo "== $name"
  log="$results/$name.log"
  dotnet test "$project" -c Release --no-build -v quiet --filter "Category!=Child" --logger "console;verbosity=normal" 2>&1 | tee "$log" | grep -vE '^ +Passed ' | grep -v '^$'
  if grep -qE '^(Total tests|Passed!|Failed!|Skipped!)' "$log"; then
    passed=$((passed + $(count Passed "$log")))
    failed=$((failed + $(count Failed "$log")))
    skipped=$((skipped + $(count Skipped "$log")))
    grep -qE '(Test Run Aborted|Test host process crashed)' "$log" && failed=$((failed + 1))
  else
    failed=$((failed + 1))
  fi
done

case "simulation" in *"$only"*)
  # Days of the town under trouble, one a seed: some hundred of them here, two thousand in CI.
  seeds=300
  [ "${CI:-}" = true ] && seeds=2000
  echo "== simulation"
  if dotnet run --project tests/ElderAlert.Simulation -c Release --no-build -- --seeds "$seeds"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi ;;
esac

case "console" in *"$only"*)
  if [ -f dashboards/console/package.json ]; then
    echo "== dashboards/console"
    ( cd dashboards/console \
      && { [ -d node_modules ] || npm ci --no-audit --no-fund; } \
      && npm run --silent typecheck \
      && npx vitest run --reporter=default --reporter=json --outputFile="$results/console.json" ) || failed=$((failed + 1))
    if [ -f "$results/console.json" ]; then
      read -r p f s < <(node -e 'const r = require(process.argv[1]); console.log(r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests)' "$results/console.json")
      passed=$((passed + p)) skipped=$((skipped + s))
    fi
  fi ;;
esac

# What failed is said again here, so that nobody has to look for it in the middle.
grep -hE -A 9 --no-group-separator '^ +Failed [^:]|Test Run Aborted|Test host process crashed' "$results"/*.log

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] || exit 1
[ "$passed" -gt 0 ] || { echo "no test ran" >&2; exit 1; }
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "in CI nothing may be skipped" >&2
  exit 1
fi
