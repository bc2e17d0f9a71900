#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// A connection to a server. Used by one thread at a time. Errors, after which it is of no more
/// use: `stopped`, `timeout`, and `network` when the other side has gone.
struct ByteStream {
  virtual ~ByteStream() = default;
  virtual Result<> send(const Context& context, std::string_view bytes) = 0;
  /// Waits for at least one byte and says how many came; never zero.
  virtual Result<std::size_t> receive(const Context& context, std::span<char> into) = 0;
};

}  // namespace pixferry
