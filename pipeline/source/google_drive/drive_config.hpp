#pragma once

#include <string>

#include "pipeline/platform/secret.hpp"

namespace pixferry {

struct GoogleDriveConfig {
  std::string api_url = "https://www.googleapis.com";  ///< without the path "/drive/v3/…"
  Secret api_key;                                      ///< empty: every call is refused
  bool keep_gps = false;  ///< whether Drive is asked where photos were taken
};

/// Where Drive's public pages are, which anybody can read without a key.
struct PublicDriveConfig {
  std::string web_url = "https://drive.google.com";
  /// Where files are given out that need a confirmation.
  std::string download_url = "https://drive.usercontent.google.com";
};

}  // namespace pixferry
