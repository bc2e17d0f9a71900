#pragma once

#include <cstddef>
#include <string>

namespace pixferry {

/// The text itself, or its start, cut between two code points. The text must be valid UTF-8.
std::string cut_to_bytes(std::string text, std::size_t bytes_max);

}  // namespace pixferry
