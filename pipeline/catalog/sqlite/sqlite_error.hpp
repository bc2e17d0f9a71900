#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"

namespace pixferry {

/// What SQLite's extended result code means for us, in a sentence that names the file and the cure.
/// `detail` is SQLite's own text. https://www.sqlite.org/rescode.html
Error classify_sqlite(int extended_code, const std::string& path, std::string_view detail);

}  // namespace pixferry
