#pragma once

#include <map>
#include <string>

namespace pixferry {

using Environment = std::map<std::string, std::string, std::less<>>;

/// The process's environment, copied. The one place that touches `environ`.
Environment read_environment();

}  // namespace pixferry
