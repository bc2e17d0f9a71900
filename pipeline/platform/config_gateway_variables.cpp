#include "pipeline/platform/config_gateway_variables.hpp"

namespace pixferry {
namespace {

using Reader = std::function<Result<>(std::string_view, Config&)>;

Reader directory(std::string Config::*directory) {
  return [directory](std::string_view text, Config& config) -> Result<> {
    config.*directory = std::string{text};
    return {};
  };
}

}  // namespace

void add_gateway_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "WEB_DIR",
                   .takes = "a directory",
                   .example = "/usr/share/pixferry/web",
                   .purpose = "The built web app, with its index.html; the one beside the program "
                              "unless set.",
                   .read = directory(&Config::web_dir)});
}

}  // namespace pixferry
