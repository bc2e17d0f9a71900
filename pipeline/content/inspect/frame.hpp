#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/content/inspect/protocol.hpp"

namespace pixferry {

/// The payload as a whole frame.
std::vector<std::byte> framed(FrameKind kind, std::span<const std::byte> payload);

/// What makes no sense of what the other side said.
Error protocol_error(std::string_view what);

}  // namespace pixferry
