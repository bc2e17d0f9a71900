#!/bin/sh
# fuzz.sh SECONDS: runs every fuzz target that is built for so long, as many at once as there are
# cores, from its seeds and from what earlier runs have found worth keeping. Names those that broke,
# and the files that broke them; exits 1 if any did.
set -u
programs=build/fuzz/fuzz
corpus=build/fuzz/corpus
found=build/fuzz/found
mkdir -p "$corpus" "$found" build/logs

# fuzz.sh SECONDS NAME: one of them.
if [ "${2-}" ]; then
  mkdir -p "$corpus/$2"
  if "$programs/fuzz_$2" -max_total_time="$1" -max_len=16384 -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="$found/$2-" "$corpus/$2" "fuzz/seeds/$2" >"build/logs/fuzz-$2.log" 2>&1; then
    echo "  $2 held: $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "build/logs/fuzz-$2.log") runs"
    exit 0
  fi
  echo "  $2 BROKE; its input lies in $found, its log is build/logs/fuzz-$2.log"
  exit 1
fi

for target in fuzz/seeds/*; do
  basename "$target"
done | xargs -P "$(nproc)" -n 1 sh "$0" "$1" || exit 1
