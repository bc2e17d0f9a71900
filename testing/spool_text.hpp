#pragma once

#include <string>
#include <string_view>

#include "pipeline/content/spool.hpp"

namespace pixferry {

/// Everything in a spool; fails the test if it cannot be read.
std::string text_of(const Spool& spool);

/// Writes a text into a spool.
Result<> write_text(Spool& spool, std::string_view text);

}  // namespace pixferry
