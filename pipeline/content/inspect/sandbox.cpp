#include "pipeline/content/inspect/sandbox.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>

namespace pixferry {
namespace {

constexpr rlim_t kAddressBytesMax = kIsSanitized ? RLIM_INFINITY : rlim_t{1} << 30;

/// Of a whole life, as long as its parent lets it look: only a process without a parent meets it.
constexpr rlim_t kProcessorSecondsMax = 900;

Error failed(const char* what) {
  return {ErrorCode::internal,
          fmt::format("The inspecting process cannot {}: {}.", what, ::strerrordesc_np(errno))};
}

struct ResourceLimit {
  int resource;
  rlim_t most;
  const char* what;
};

}  // namespace

Result<> leave_parents_world() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXFSZ, SIGPIPE}) {
    if (::signal(signal, SIG_IGN) == SIG_ERR) return failed("ignore a signal");
  }
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("die with its parent");
  if (::prctl(PR_SET_DUMPABLE, 0) != 0) return failed("keep debuggers out");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("give up new rights");
  if (::close_range(kInspectSocket + 1, std::numeric_limits<unsigned>::max(), 0) != 0) {
    return failed("close what it inherited");
  }
  return {};
}

Result<> limit_resources() {
  constexpr ResourceLimit kLimits[] = {
      {RLIMIT_AS, kAddressBytesMax, "limit its memory"},
      {RLIMIT_CPU, kProcessorSecondsMax, "limit its time"},
      {RLIMIT_FSIZE, 0, "limit what it writes"},
      {RLIMIT_NOFILE, kInspectDescriptorsMax, "limit its descriptors"},
      {RLIMIT_CORE, 0, "limit its core dump"},
  };
  for (const auto& [resource, most, what] : kLimits) {
    const rlimit limit{.rlim_cur = most, .rlim_max = most};
    if (::setrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0) return failed(what);
  }
  return {};
}

}  // namespace pixferry
