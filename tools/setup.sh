# What ./run, ./test and .ci/run share: packages, the build, and how they speak. Sourced from the
# top of the tree, not run.
. tools/packages.sh
. tools/web_app.sh

LOGS=build/logs
may_install=yes

say() {
  printf '%s\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# show_end LOG WHAT: how a step that failed ended.
show_end() {
  printf '%s failed. The end of %s:\n' "$2" "$1" >&2
  tail -n 40 "$1" >&2
}

# logged NAME WHAT COMMAND...: the output goes to a log, of which a failure shows the end.
logged() {
  log="$LOGS/$1.log"
  what=$2
  shift 2
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  show_end "$log" "$what"
  exit 1
}

missing_packages() {
  for package in "$@"; do
    state=$(dpkg-query -W -f='${db:Status-Status} ' "$package" 2>/dev/null) || state=
    case $state in
      installed*) ;;
      *) printf ' %s' "$package" ;;
    esac
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# need_packages NAME...: installs those that are missing, and calls apt only if any is.
need_packages() {
  mkdir -p "$LOGS"
  if ! command -v dpkg-query >/dev/null; then
    [ "$may_install" = no ] && return 0
    fail "This sets up Debian 12. Elsewhere install what these packages hold, then add --no-apt:" "$*"
  fi
  missing=$(missing_packages "$@")
  if [ -z "$missing" ]; then
    say "Checking system… all packages are here"
    return 0
  fi
  say "Checking system… $(set -- $missing && echo $#) packages missing:$missing"
  [ "$may_install" = yes ] || fail "Install them, or leave out --no-apt."
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "Installing needs root, and there is no sudo. As root: apt-get install$missing"
  fi
  say "Installing them (log: $LOGS/apt.log)…"
  logged apt-update "apt-get update" as_root apt-get update
  # shellcheck disable=SC2086 # one word a package
  logged apt "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 $missing
}

# As many compilers as there are cores, and no more than the memory holds at 1.2 GB each.
build_jobs() {
  jobs=$(nproc)
  kilobytes=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
  for limit in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    [ -r "$limit" ] || continue
    bytes=$(cat "$limit")
    case $bytes in
      *[!0-9]* | '') continue ;;
    esac
    # Longer numbers mean "no limit" and do not fit the shell's arithmetic everywhere.
    [ ${#bytes} -le 15 ] && [ $((bytes / 1024)) -lt "$kilobytes" ] && kilobytes=$((bytes / 1024))
  done
  most=$((kilobytes / 1200000))
  [ "$most" -ge 1 ] || most=1
  [ "$jobs" -le "$most" ] || jobs=$most
  echo "$jobs"
}

# Ninja's "[12/87] Building …" lines as a counter on a terminal, and as a few lines elsewhere.
show_steps() {
  shown=0
  while IFS= read -r line; do
    case $line in
      \[[0-9]*/[0-9]*\]*) ;;
      *) continue ;;
    esac
    step=${line#\[}
    step=${step%%\]*}
    if [ -t 1 ]; then
      printf '\r  %s ' "$step"
      continue
    fi
    quarter=$((${step%/*} * 4 / ${step#*/}))
    [ "$quarter" -gt "$shown" ] || continue
    shown=$quarter
    say "  $step"
  done
  [ -t 1 ] && printf '\r            \r'
  return 0
}

# build PRESET [TARGET...]: configures where needed and builds what changed.
build() {
  preset=$1
  shift
  set -- ${1:+--target} "$@"
  mkdir -p "$LOGS"
  if [ ! -f "build/$preset/build.ninja" ]; then
    say "Configuring build/$preset…"
    logged "configure-$preset" "cmake --preset $preset" cmake --preset "$preset"
  fi
  log="$LOGS/build-$preset.log"
  say "Building build/$preset with $(build_jobs) jobs (log: $log)…"
  rm -f "$log.failed"
  {
    cmake --build --preset "$preset" --parallel "$(build_jobs)" "$@" 2>&1 </dev/null ||
      echo "$?" >"$log.failed"
  } | tee "$log" | show_steps
  if [ -e "$log.failed" ]; then
    rm -f "$log.failed"
    show_end "$log" "The build"
    exit 1
  fi
}

# fetch_npm LOCK_DIRECTORY INTO WHAT: the packages that a lock names, unless they are there already.
# 1 if they cannot be had; what needs them does without.
fetch_npm() {
  if cmp -s "$1/package-lock.json" "$2/fetched-lock.json"; then return 0; fi
  if ! command -v npm >/dev/null; then
    say "There is no npm to fetch $3"
    return 1
  fi
  mkdir -p "$2" "$LOGS"
  cp "$1/package.json" "$1/package-lock.json" "$1/.npmrc" "$2/"
  say "Fetching $3 (log: $LOGS/npm.log)…"
  if (cd "$2" && npm ci --ignore-scripts) >"$LOGS/npm.log" 2>&1 </dev/null; then
    cp "$1/package-lock.json" "$2/fetched-lock.json"
    return 0
  fi
  rm -rf "$2"
  say "That failed, so it has to go without. The end of $LOGS/npm.log:"
  tail -n 5 "$LOGS/npm.log"
  return 1
}

# need_witness_clients: what the program is held against, as the lock beside their tests names it.
# Without them, those tests are skipped.
need_witness_clients() {
  fetch_npm tests/witness build/witness "Google's, Supabase's and Dropbox's clients and thumbhash" ||
    return 0
}

# need_newman: what makes the Postman collection and runs it. Without it, its tests are skipped.
need_newman() {
  fetch_npm postman build/postman "newman, which runs the Postman collection" || return 0
}

# need_api_docs: the viewer of /docs, where the program looks for it. Without it, /docs is a plain
# page.
need_api_docs() {
  viewer=build/api_docs_packages/node_modules/swagger-ui-dist
  fetch_npm tools/api_docs build/api_docs_packages "the viewer of /docs" || return 0
  mkdir -p build/api_docs
  cp "$viewer/LICENSE" build/api_docs/
  for file in swagger-ui.css swagger-ui-bundle.js; do
    cmp -s "$viewer/$file" "build/api_docs/$file" && continue
    cp "$viewer/$file" build/api_docs/
    gzip -9 -n -k -f "build/api_docs/$file"
  done
}
