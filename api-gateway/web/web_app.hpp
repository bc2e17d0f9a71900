#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api-gateway/web/static_folder.hpp"

namespace pixferry::web {

/// The web app as it was built: its page under the addresses that it shows, and its files. Without
/// one, '/' says in a plain page where the API is. Open to everybody, as it holds nothing but code:
/// what it shows comes from the API.
class WebApp {
 public:
  /// No web app.
  WebApp() = default;

  /// `image_origins`: where images come from besides this server, "https://photos.example.com".
  /// Error: `invalid_configuration` for a folder that cannot be read or has no index.html.
  static Result<WebApp> read(const std::string& directory,
                             std::span<const std::string> image_origins);

  /// The answer to a request that no route of the API takes; nothing where the app has nothing
  /// there either.
  std::optional<http::Response> respond(const http::Request& request) const;

  bool is_there() const { return files_.size() > 0; }

  /// The addresses of its pages; "{id}" stands for any one segment.
  static std::span<const std::string_view> pages();

 private:
  std::optional<http::Response> content_of(const http::Request& request) const;

  StaticFolder files_;
  std::string page_policy_;
};

/// The one without files, for whoever has no other.
const WebApp& no_web_app();

/// What a page of ours may load: scripts, styles and data from this server alone, and images from
/// where they are kept too.
std::string page_policy(std::span<const std::string> image_origins);

}  // namespace pixferry::web
