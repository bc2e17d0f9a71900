#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "fuzz/fuzz_targets.hpp"

namespace pixferry::fuzz {
namespace {

namespace fs = std::filesystem;

class Seeds : public testing::TestWithParam<FuzzTarget> {
 protected:
  fs::path folder() const { return fs::path{PIXFERRY_SEEDS} / GetParam().name; }
  std::vector<std::string> read() const {
    std::vector<std::string> seeds;
    for (const auto& entry : fs::directory_iterator{folder()}) {
      std::ifstream file{entry.path(), std::ios::binary};
      seeds.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
    }
    return seeds;
  }
};

TEST_P(Seeds, HoldWholeAndCutAnywhere) {
  const auto seeds = read();
  ASSERT_GE(seeds.size(), 3U) << folder();
  for (const auto& seed : seeds) {
    for (std::size_t size = 0; size <= seed.size(); ++size) GetParam().run(seed.substr(0, size));
  }
}

TEST_P(Seeds, HoldWithAnyByteReplaced) {
  for (auto seed : read()) {
    for (auto& byte : seed) {
      const char before = byte;
      for (const char other : {'\0', '"', '%', '\\', '\n', '\x7f', '\xff'}) {
        byte = other;
        GetParam().run(seed);
      }
      byte = before;
    }
  }
}

std::string repeated(std::string_view text, std::size_t size) {
  std::string all;
  while (all.size() < size) all += text;
  return all;
}

double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// A linear parser takes well under a second of the processor for it, sanitizers included; one that
/// looks at every byte for every byte takes hours.
TEST_P(Seeds, AMegabyteOfAnythingIsReadInTimeLinearInItsLength) {
  constexpr double kSecondsMax = 20;
  constexpr std::size_t kMegabyte = 1u << 20;
  std::vector<std::string> repeated_parts{"[",
                                          "{\"a\":",
                                          "\"",
                                          "\\u0000",
                                          "\\ud800",
                                          "%41",
                                          "/",
                                          "?a=",
                                          "&a=1",
                                          "A",
                                          "\r\n",
                                          "a: b\r\n",
                                          "#",
                                          "<",
                                          "\xff",
                                          "A=b\n",
                                          "1",
                                          "a,",
                                          "{\"id\":\"1234567890\"},"};
  for (const auto& seed : read()) repeated_parts.push_back(seed.empty() ? " " : seed);
  for (const auto& part : repeated_parts) {
    const auto text = repeated(part, kMegabyte);
    const auto begin = thread_seconds();
    GetParam().run(text);
    EXPECT_LT(thread_seconds() - begin, kSecondsMax) << part.substr(0, 40);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Seeds,
                         testing::ValuesIn(fuzz_targets().begin(), fuzz_targets().end()),
                         [](const auto& tested) { return std::string{tested.param.name}; });

TEST(FuzzTargets, HaveSeedsAndEverySeedHasItsTarget) {
  for (const auto& entry : fs::directory_iterator{PIXFERRY_SEEDS}) {
    const auto name = entry.path().filename().string();
    EXPECT_TRUE(std::ranges::any_of(fuzz_targets(), [&](const auto& target) {
      return target.name == name;
    })) << name;
  }
}

}  // namespace
}  // namespace pixferry::fuzz
