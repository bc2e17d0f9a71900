#include "api-gateway/web/web_app.hpp"

#include <algorithm>
#include <array>

#include "api-gateway/http/problem.hpp"

namespace pixferry::web {
namespace {

constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kAssets = "assets/";

constexpr std::array<std::string_view, 7> kPages{
    "/", "/imports", "/imports/{id}", "/gallery", "/gallery/{id}", "/status", "/settings"};

constexpr std::string_view kNoAppPage = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pixferry</title>
<h1>Pixferry</h1>
<p>The API answers here; its web app has not been built.</p>
<ul>
<li><a href="/docs">/docs</a>: how to use the API
<li><a href="/openapi.json">/openapi.json</a>: the same for programs
<li><a href="/health/ready">/health/ready</a>: whether everything works
</ul>
<p><code>./run</code> builds the web app where it finds Node 20.19 or later; <code>WEB_DIR</code>
names one that is built elsewhere.</p>
</html>
)";

bool is_page_of(std::string_view pattern, std::string_view path) {
  const auto parameter = pattern.find('{');
  if (parameter == pattern.npos) return path == pattern;
  if (!path.starts_with(pattern.substr(0, parameter))) return false;
  const auto value = path.substr(parameter);
  return !value.empty() && value.find('/') == value.npos;
}

bool is_page(std::string_view path) {
  return std::ranges::any_of(kPages, [&](auto pattern) { return is_page_of(pattern, path); });
}

http::Headers page_headers(const std::string& policy) {
  return {{"Content-Security-Policy", policy},
          {"Cache-Control", "no-cache"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"}};
}

/// The build writes a hash of its content into the name of everything in this folder.
http::Headers file_headers(std::string_view path) {
  const bool is_hashed = path.starts_with(kAssets);
  return {{"Cache-Control", is_hashed ? "public, max-age=31536000, immutable" : "no-cache"},
          {"Cross-Origin-Resource-Policy", "same-origin"}};
}

http::Response no_app_page() {
  http::Response response{200, page_headers("default-src 'none'; frame-ancestors 'none'"),
                          std::string{kNoAppPage}};
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  return response;
}

http::Response reads_only(const http::Request& request) {
  auto response = http::to_response(
      http::plain_problem(405, "method_not_allowed", "This path takes GET, HEAD."),
      request.request_id);
  response.headers.set("Allow", "GET, HEAD");
  return response;
}

}  // namespace

Result<WebApp> WebApp::read(const std::string& directory,
                            std::span<const std::string> image_origins) {
  auto files = StaticFolder::read(directory);
  if (!files) return files.error();
  if (files->find(kIndex) == nullptr) {
    return Error{ErrorCode::invalid_configuration,
                 "There is no web app in " + directory + ": it has no index.html."};
  }
  WebApp app;
  app.files_ = *std::move(files);
  app.page_policy_ = page_policy(image_origins);
  return app;
}

std::optional<http::Response> WebApp::respond(const http::Request& request) const {
  auto content = content_of(request);
  if (!content) return std::nullopt;
  return request.method == "GET" || request.method == "HEAD" ? std::move(content)
                                                             : reads_only(request);
}

std::optional<http::Response> WebApp::content_of(const http::Request& request) const {
  const auto* index = files_.find(kIndex);
  if (index == nullptr) {
    return request.path == "/" ? std::optional{no_app_page()} : std::nullopt;
  }
  if (is_page(request.path)) return answer_with(*index, request, page_headers(page_policy_));
  if (!request.path.starts_with('/')) return std::nullopt;
  const auto path = std::string_view{request.path}.substr(1);
  const auto* file = path == kIndex ? nullptr : files_.find(path);
  if (file == nullptr) return std::nullopt;
  return answer_with(*file, request, file_headers(path));
}

std::span<const std::string_view> WebApp::pages() {
  return kPages;
}

const WebApp& no_web_app() {
  static const WebApp none;
  return none;
}

std::string page_policy(std::span<const std::string> image_origins) {
  std::string images = "img-src 'self' data: blob:";
  for (const auto& origin : image_origins) images += " " + origin;
  return "default-src 'self'; script-src 'self'; style-src 'self'; " + images +
         "; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'none'";
}

}  // namespace pixferry::web
