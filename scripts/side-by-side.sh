# Sourced by scripts/test: commands that run at once, each of which is read as if it had run alone.

TIMEFORMAT='%0R s, %0U s of work'

# beside NAME COMMAND …: silent until the command is over; then its name, how long it took, and all that it printed.
# Needs a folder of its own in `results`.
beside() {
  local name=$1 output mark='✓' code=0
  shift
  output=$(mktemp "$results/output.XXXXXX")
  { time "$@" >"$output" 2>&1; } 2>"$output.time" || { code=$? mark='✗'; }
  until mkdir "$results/printing" 2>/dev/null; do sleep 0.1; done
  printf '%s %s (%s)\n' "$mark" "$name" "$(cat "$output.time")"
  cat "$output"
  rmdir "$results/printing"
  return "$code"
}
