#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pixferry {

/// Valid UTF-8 without U+0000, cut between two characters.
std::string bounded_text(std::string_view text, std::size_t bytes_max);

/// What a stranger said, as far as the catalog keeps it.
std::string bounded_detail(std::string_view text);

/// A declared size, cut so that the sum over a job stays in range whatever a stranger declares.
std::int64_t bounded_size_bytes(std::int64_t declared);

/// A wait in milliseconds that a stranger may have named: not negative, and not for ever.
std::int64_t bounded_delay_ms(std::chrono::milliseconds delay);

}  // namespace pixferry
