#include "cli/descriptor_limit.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace pixferry {

void raise_descriptor_limit() {
  constexpr rlim_t kDescriptorsMax = 65'536;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = std::min(limit.rlim_max, kDescriptorsMax);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  // Where it is refused, the listener makes do with what there is.
  [[maybe_unused]] const int refused = ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace pixferry
