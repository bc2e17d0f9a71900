#pragma once

#include <string>

namespace pixferry::json {

/// Turns the escapes of U+0000 and of lone surrogates in a JSON text into that of U+FFFD, which is
/// as long, in one pass.
void repair_escapes(std::string& text);

}  // namespace pixferry::json
