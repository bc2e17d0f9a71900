#include "cli/web_pages.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/bucket_config.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;

/// From the program to the web app, in a source tree and in an installation.
constexpr const char* kBuiltApp = "../../frontend/dist";
constexpr const char* kInstalledApp = "../share/pixferry/web";

std::optional<std::string> find_beside_program() {
  std::error_code failed;
  const auto program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  for (const auto* place : {kBuiltApp, kInstalledApp}) {
    const auto directory = (program / place).lexically_normal();
    if (fs::exists(directory / "index.html", failed)) return directory.string();
  }
  return std::nullopt;
}

/// "https://host:port" of a URL.
std::string origin_of(const std::string& url) {
  const auto scheme = url.find("://");
  return scheme == url.npos ? std::string{} : url.substr(0, url.find('/', scheme + 3));
}

}  // namespace

web::WebApp open_web_app(const Config& config) {
  const auto directory =
      config.web_dir.empty() ? find_beside_program() : std::optional{config.web_dir};
  if (!directory) return {};
  auto app = web::WebApp::read(*directory, image_origins(config));
  if (app) return *std::move(app);
  log::warning("the web app is not served", {{"detail", app.error().message}});
  return {};
}

std::vector<std::string> image_origins(const Config& config) {
  std::vector<std::string> urls{config.public_url, config.supabase.url, config.s3.public_url};
  if (!config.s3.bucket.empty()) urls.push_back(s3_origin(s3_config_for(config)));
  std::vector<std::string> origins;
  for (const auto& url : urls) {
    auto origin = origin_of(url);
    if (!origin.empty() && std::ranges::find(origins, origin) == origins.end()) {
      origins.push_back(std::move(origin));
    }
  }
  return origins;
}

}  // namespace pixferry
