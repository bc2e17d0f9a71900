# Debian 12 packages: what the build needs, and what the tests and the fuzzers need besides. Sourced,
# not run.
BUILD_PACKAGES="g++ cmake ninja-build pkg-config ccache ca-certificates
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
  libcurl4-openssl-dev libssl-dev libpq-dev libhiredis-dev libsqlite3-dev libseccomp-dev libvips-dev
  libglib2.0-dev libwebp-dev zlib1g-dev
  libspdlog-dev libfmt-dev libcli11-dev libyaml-cpp-dev"
TEST_PACKAGES="libgtest-dev libgmock-dev librapidcheck-dev libvalijson-dev curl strace
  rclone stunnel4 openssl iproute2 util-linux nodejs postgresql-15 pgbouncer
  redis-server swift-proxy swift-account swift-container swift-object memcached
  chromium fonts-dejavu-core sqlite3 nginx libnginx-mod-http-brotli-static gettext-base"
FUZZ_PACKAGES="clang"
