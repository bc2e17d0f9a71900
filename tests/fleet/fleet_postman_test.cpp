#include "tests/fleet/fleet.hpp"
#include "tests/postman/newman.hpp"

namespace pixferry {
namespace {

constexpr auto* kKey = "a-key-for-the-collection";

TEST_F(Fleet, AnswersThePostmanCollection) {
  if (const auto missing = newman_is_missing(); !missing.empty()) GTEST_SKIP() << missing;
  lay_out({.photos = 12, .folders = 2, .odd_entries = false}, simulated_s3());
  use_redis();
  settings_.erase("THUMBNAILS");
  settings_["API_KEYS"] = kKey;
  settings_["WEBHOOK_ALLOWED_ORIGINS"] = "http://127.0.0.1:9";
  start_api();
  const auto worker = start_worker();
  run_collection({.base_url = "http://127.0.0.1:" + std::to_string(api_->port()),
                  .api_key = kKey,
                  .folder_url = program_->link(),
                  .dropbox_url = program_->drive().dropbox_link()});
}

}  // namespace
}  // namespace pixferry
