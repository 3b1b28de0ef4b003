# Sourced by the commands in this folder: installs what is missing and puts the project's own Node first.
# Everything it prints goes to standard error, so that a command's standard output stays its own.

holdfast_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Where the person stands, for files that they name.
export HOLDFAST_CALLED_FROM=${HOLDFAST_CALLED_FROM:-$PWD}
cd "$holdfast_root" || exit 1
export PATH="$holdfast_root/node_modules/.bin:$PATH"

say() { printf '%s\n' "$*" >&2; }

need_tools() {
  for tool in node npm; do
    command -v "$tool" >/dev/null 2>&1 || { say "Holdfast needs $tool (Node 20 or newer) on the PATH."; exit 1; }
  done
}

# npm packages: again whenever the lockfile is newer than what was installed from it.
install_packages() {
  need_tools
  local stamp=node_modules/.holdfast-installed
  if [ ! -f "$stamp" ] || [ package-lock.json -nt "$stamp" ] || [ package.json -nt "$stamp" ]; then
    say 'Installing npm packages …'
    # Not `npm ci`: it refuses a lockfile in which other platforms' optional binaries are absent from a registry.
    npm install --no-audit --no-fund --loglevel=error 1>&2 || { say 'npm install failed.'; exit 1; }
    touch "$stamp"
  fi
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)' || {
    say 'The npm package "node" did not bring Node 24; look at the output of: npm rebuild node'
    exit 1
  }
}

has_speech() {
  ls /usr/lib/*/libflite_cmu_us_slt.so.1 /usr/lib/*/libpocketsphinx.so.3 >/dev/null 2>&1 &&
    [ -d /usr/share/pocketsphinx/model/en-us ]
}

# The sandbox's voice: flite speaks, PocketSphinx listens. Returns 1 where they cannot be had.
install_speech() {
  has_speech && return 0
  command -v apt-get >/dev/null 2>&1 || return 1
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || return 1
    as_root=(sudo -n)
  fi
  say 'Installing the sandbox voice (flite, pocketsphinx) …'
  {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        flite pocketsphinx pocketsphinx-en-us
  } 1>&2 || return 1
  has_speech
}

# The page at /console: again whenever one of its sources, or a package, is newer than what was built of it.
build_console() {
  local built=dist/console/index.html
  if [ -f "$built" ] && [ -z "$(find src/console/web src/kernel package-lock.json -newer "$built" -print -quit)" ]; then
    return 0
  fi
  say 'Building the console …'
  npm run --silent build:console 1>&2 || { say 'npm run build:console failed.'; exit 1; }
}

# A browser for the tests of the console. Returns 1 where it cannot be had.
install_browser() {
  [ -x /usr/bin/chromium ] && return 0
  command -v apt-get >/dev/null 2>&1 || return 1
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || return 1
    as_root=(sudo -n)
  fi
  say 'Installing Chromium for the tests of the console …'
  {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
  } 1>&2 || return 1
  [ -x /usr/bin/chromium ]
}
