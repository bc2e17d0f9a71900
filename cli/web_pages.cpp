#include "cli/web_pages.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/bucket_config.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;

/// Where something lies, from the program: after a build in the source tree, and installed.
struct Places {
  const char* built;
  const char* installed;
  const char* file;  ///< that is there if anything is
};
constexpr Places kWebApp{"../../frontend/dist", "../share/pixferry/web", "index.html"};
constexpr Places kApiDocs{"../api_docs", "../share/pixferry/api_docs", "swagger-ui-bundle.js"};

std::optional<std::string> find_beside_program(const Places& places) {
  std::error_code failed;
  const auto program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  for (const auto* place : {places.built, places.installed}) {
    const auto directory = (program / place).lexically_normal();
    if (fs::exists(directory / places.file, failed)) return directory.string();
  }
  return std::nullopt;
}

std::optional<std::string> directory_of(const std::string& set, const Places& places) {
  return set.empty() ? find_beside_program(places) : std::optional{set};
}

/// What was read, or nothing of it, said in the log.
template <class Pages>
Pages or_none(Result<Pages> read, std::string_view what) {
  if (read) return *std::move(read);
  log::warning(what, {{"detail", read.error().message}});
  return {};
}

/// "https://host:port" of a URL.
std::string origin_of(const std::string& url) {
  const auto scheme = url.find("://");
  return scheme == url.npos ? std::string{} : url.substr(0, url.find('/', scheme + 3));
}

}  // namespace

web::WebApp open_web_app(const Config& config) {
  const auto directory = directory_of(config.web_dir, kWebApp);
  if (!directory) return {};
  return or_none(web::WebApp::read(*directory, image_origins(config)), "the web app is not served");
}

web::ApiDocs open_api_docs(const Config& config) {
  const auto directory = directory_of(config.api_docs_dir, kApiDocs);
  if (!directory) return {};
  return or_none(web::ApiDocs::read(*directory), "/docs has no viewer");
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
