#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/content/decode/decode_image.hpp"

namespace pixferry {

/// The program that looks into images: it calls run_inspect_child.
struct InspectorCommand {
  std::string program;
  std::vector<std::string> arguments;
};

struct InspectorOptions {
  InspectorCommand command;
  int children = 1;  ///< processes, and images looked into at once
  DecodeSettings settings;
  /// What all children may need together by decoding_memory_bytes. What needs more alone runs
  /// alone.
  std::int64_t memory_bytes_max = 1LL << 30;
  std::chrono::milliseconds file_time_max{10'000};   ///< for one look into one file
  std::chrono::milliseconds start_time_max{20'000};  ///< until a new process says hello
  int images_per_child_max = 200;
  /// Told once, from a thread of the pool's, that the kernel filters no system calls: the children
  /// run with the other limits alone.
  std::function<void()> when_unfiltered = nullptr;
};

}  // namespace pixferry
