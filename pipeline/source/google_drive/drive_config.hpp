#pragma once

#include <string>

#include "pipeline/platform/secret.hpp"

namespace pixferry {

struct GoogleDriveConfig {
  std::string api_url = "https://www.googleapis.com";  ///< without the path "/drive/v3/…"
  Secret api_key;                                      ///< empty: every call is refused
};

}  // namespace pixferry
