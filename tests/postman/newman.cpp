#include "tests/postman/newman.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "api-gateway/routes/contract_route.hpp"
#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

const std::string kNode = "/usr/bin/node";
const std::string kPostman = PIXFERRY_POSTMAN;
const std::string kModules = PIXFERRY_NEWMAN_MODULES;

constexpr std::chrono::seconds kRunAtMost{300};

}  // namespace

std::string newman_is_missing() {
  if (!std::filesystem::exists(kNode)) return "there is no " + kNode;
  if (!std::filesystem::exists(kModules + "/newman")) return "./test fetches newman to " + kModules;
  return {};
}

std::string made_collection() {
  const TemporaryDirectory folder;
  std::ofstream{folder / "openapi.json"} << routes::openapi_json();
  ChildProcess node{{.program = kNode,
                     .arguments = {kPostman + "/make_collection.js", folder / "openapi.json"},
                     .environment = {{"NODE_PATH", kModules}}}};
  EXPECT_EQ(node.wait(), 0) << node.error_output();
  return node.output();
}

std::string checked_in_collection() {
  std::ifstream file{kPostman + "/collection.json"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

void run_collection(const NewmanRun& run) {
  ChildProcess newman{
      {.program = kNode,
       .arguments = {kModules + "/newman/bin/newman.js", "run", kPostman + "/collection.json",
                     "--env-var", "baseUrl=" + run.base_url, "--env-var", "apiKey=" + run.api_key,
                     "--env-var", "folderUrl=" + run.folder_url, "--env-var",
                     "dropboxUrl=" + run.dropbox_url, "--env-var", "webhookUrl=" + run.webhook_url,
                     "--timeout-request", "30000", "--color", "off", "--disable-unicode"},
       .environment = {}}};
  EXPECT_EQ(newman.wait(kRunAtMost), 0) << newman.output() << newman.error_output();
}

}  // namespace pixferry
