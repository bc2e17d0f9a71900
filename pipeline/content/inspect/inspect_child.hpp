#pragma once

#include <functional>
#include <span>

#include "pipeline/content/decode/decode_image.hpp"

namespace pixferry {

/// What an inspecting process does besides keeping the protocol.
struct InspectChildProgram {
  /// Opens and loads all that is ever needed; nothing can be opened afterwards.
  std::function<void()> start;
  std::function<Result<Inspection>(std::span<const std::byte> file, ImageType type,
                                   const DecodeSettings& settings)>
      decode;
};

/// The life of an inspecting process, which an InspectorPool started with its socket as
/// kInspectSocket: starts, locks itself in, says hello and answers requests until the other side
/// hangs up. Ends the process, with 0 after a hang-up. What the program throws, and a request that
/// makes no sense, end it too: its parent looks again with another one.
[[noreturn]] void run_inspect_child(const InspectChildProgram& program) noexcept;

}  // namespace pixferry
