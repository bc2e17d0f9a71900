#!/bin/sh
# Imports made-up photos from a simulator in another process and says how fast, and in how much
# memory, that went:
#   bench/import.sh [PHOTOS [BYTES [LATENCY]]]      the defaults: 10000 20000 0ms
# The data lies under build/bench and is made anew by each run.
set -eu
cd "$(dirname "$0")/.."
photos=${1:-10000}
bytes=${2:-20000}
latency=${3:-0ms}
pixferry=build/release/pixferry
data=build/bench
rm -rf "$data"
mkdir -p "$data"

"$pixferry" sim --plain --photos "$photos" --bytes "$bytes" --latency "$latency" >"$data/sim" 2>&1 &
simulator=$!
trap 'kill "$simulator"' EXIT
until grep -q "^# folder" "$data/sim"; do
  kill -0 "$simulator"
  sleep 0.1
done
GOOGLE_DRIVE_API_URL=$(sed -n 's/^GOOGLE_DRIVE_API_URL=//p' "$data/sim")
export GOOGLE_DRIVE_API_URL GOOGLE_API_KEY=any DATA_DIR="$data/data"

began=$(date +%s%N)
"$pixferry" import --quiet "$(sed -n 's/^# folder: //p' "$data/sim")" &
import=$!
peak=0
while kill -0 "$import" 2>/dev/null; do
  now=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$import/status" 2>/dev/null) || now=
  peak=${now:-$peak}
  sleep 0.2
done
wait "$import"
milliseconds=$((($(date +%s%N) - began) / 1000000))
echo "$photos images of $bytes bytes, $latency a request: $milliseconds ms," \
  "$((photos * 1000 / milliseconds)) images/s, $((peak / 1024)) MB at the most"
