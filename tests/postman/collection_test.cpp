#include <gtest/gtest.h>

#include <fstream>

#include "tests/postman/newman.hpp"
#include "tests/served_program.hpp"

namespace pixferry {
namespace {

constexpr auto* kKey = "a-key-for-the-collection";

class PostmanCollection : public ServedProgram {
 protected:
  void SetUp() override {
    const auto missing = newman_is_missing();
    if (!missing.empty()) GTEST_SKIP() << missing;
  }
};

TEST_F(PostmanCollection, IsWhatTheContractGives) {
  const auto made = made_collection();
  if (made == checked_in_collection()) return;
  const std::string place = PIXFERRY_NEWMAN_MODULES "/../collection.json";
  std::ofstream{place} << made;
  FAIL() << "the contract has changed; cp " << place << " postman/";
}

TEST_F(PostmanCollection, RunsAgainstTheProgram) {
  serve({.photos = 12, .folders = 2, .odd_entries = false},
        {{"API_KEYS", kKey}, {"WEBHOOK_ALLOWED_ORIGINS", "http://127.0.0.1:9"}});
  run_collection({.base_url = "http://127.0.0.1:" + std::to_string(client_->port()),
                  .api_key = kKey,
                  .folder_url = program_->link(),
                  .dropbox_url = program_->drive().dropbox_link()});
}

}  // namespace
}  // namespace pixferry
