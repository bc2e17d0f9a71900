#pragma once

#include <fmt/format.h>

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace pixferry {

/// With it a process ends that dies at a crash point.
inline constexpr int kCrashExitCode = 137;

/// A crash point, and which time of passing it is the last.
struct CrashCase {
  std::string_view point;
  int passing;

  /// What CRASH_AT says of it.
  std::string text() const { return fmt::format("{}:{}", point, passing); }
};

/// Calls this of every case, of some at the same time, each in a thread.
template <class Expect>
void expect_of_each(const std::vector<CrashCase>& cases, Expect expect) {
  constexpr int kLanes = 4;
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> lanes;
  for (int lane = 0; lane < kLanes; ++lane) {
    lanes.emplace_back([&] {
      for (auto i = next++; i < cases.size(); i = next++) expect(cases[i]);
    });
  }
}

}  // namespace pixferry
