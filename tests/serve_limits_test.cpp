#include <sys/resource.h>

#include "tests/served_program.hpp"

namespace pixferry {
namespace {

/// How many descriptors a process is given to begin with, for the scope.
class DescriptorsAtStart {
 public:
  explicit DescriptorsAtStart(rlim_t descriptors) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto lowered = before_;
    lowered.rlim_cur = descriptors;
    ::setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~DescriptorsAtStart() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(ServedProgram, TakesAsManyDescriptorsAsItMayHave) {
  constexpr rlim_t kFew = 256;
  const DescriptorsAtStart few{kFew};
  serve({.photos = 1, .folders = 1, .odd_entries = false});
  rlimit limit{};
  ASSERT_EQ(::prlimit(server_->id(), RLIMIT_NOFILE, nullptr, &limit), 0);
  EXPECT_GT(limit.rlim_cur, kFew);
}

}  // namespace
}  // namespace pixferry
