#pragma once

#include <string>

namespace pixferry {

/// Where a collection is run, and with what.
struct NewmanRun {
  std::string base_url;
  std::string api_key;
  std::string folder_url;
  std::string dropbox_url;
  /// Nobody listens there; an origin of its own has to be in WEBHOOK_ALLOWED_ORIGINS.
  std::string webhook_url = "http://127.0.0.1:9/pixferry";
};

/// Why nothing of this can be run here; empty if it can.
std::string newman_is_missing();

/// The collection that the contract of this build gives.
std::string made_collection();

/// The one in the tree.
std::string checked_in_collection();

/// Runs it request by request; every assertion of its own that fails, fails the test.
void run_collection(const NewmanRun& run);

}  // namespace pixferry
