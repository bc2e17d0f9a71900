#include "api-gateway/web/api_docs.hpp"

#include <algorithm>
#include <array>

#include "api-gateway/web/web_app.hpp"

namespace pixferry::web {
namespace {

constexpr std::string_view kFolder = "/docs/";
constexpr std::array<std::string_view, 2> kViewerFiles{"swagger-ui.css", "swagger-ui-bundle.js"};

constexpr std::string_view kViewerPage = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Pixferry API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="viewer"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
)";

/// Nothing is asked of a validator elsewhere, and a key that is typed in is forgotten with the
/// page.
constexpr std::string_view kStartScript = R"(SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#viewer',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
});
)";

constexpr std::string_view kPlainPage = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pixferry API</title>
<h1>Pixferry API</h1>
<p>The contract is in <a href="openapi.json">openapi.json</a> (OpenAPI 3.1): every route, with its
parameters, answers, errors and examples.</p>
<pre>curl -s http://localhost:8000/openapi.json | jq '.paths | keys'
curl -s http://localhost:8000/openapi.json | jq '.paths["/images"].get'</pre>
<p>Swagger UI, Redoc, Postman, Insomnia and code generators read it too. <code>./run</code> adds a
viewer to this page where it finds npm.</p>
</html>
)";

http::Headers page_headers(std::string_view type, std::string policy) {
  return {{"Content-Type", std::string{type}},
          {"Content-Security-Policy", std::move(policy)},
          {"Cache-Control", "no-cache"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"}};
}

}  // namespace

Result<ApiDocs> ApiDocs::read(const std::string& directory) {
  auto files = StaticFolder::read(directory);
  if (!files) return files.error();
  for (const auto name : kViewerFiles) {
    if (files->find(name) != nullptr) continue;
    return Error{ErrorCode::invalid_configuration,
                 "There is no viewer in " + directory + ": it has no " + std::string{name} + "."};
  }
  ApiDocs docs;
  docs.viewer_ = *std::move(files);
  return docs;
}

http::Response ApiDocs::page(const http::Request&) const {
  constexpr std::string_view html = "text/html; charset=utf-8";
  if (viewer_.size() > 0) {
    return {200, page_headers(html, page_policy({})), std::string{kViewerPage}};
  }
  return {200, page_headers(html, "default-src 'none'; frame-ancestors 'none'"),
          std::string{kPlainPage}};
}

std::optional<http::Response> ApiDocs::respond(const http::Request& request) const {
  const bool is_reading = request.method == "GET" || request.method == "HEAD";
  if (viewer_.size() == 0 || !is_reading || !request.path.starts_with(kFolder)) return std::nullopt;
  const auto name = std::string_view{request.path}.substr(kFolder.size());
  const http::Headers headers{{"Cache-Control", "no-cache"},
                              {"Cross-Origin-Resource-Policy", "same-origin"}};
  if (name == "start.js") {
    http::Response script{200, headers, std::string{kStartScript}};
    script.headers.set("Content-Type", "text/javascript; charset=utf-8");
    return script;
  }
  if (std::ranges::find(kViewerFiles, name) == kViewerFiles.end()) return std::nullopt;
  return answer_with(*viewer_.find(name), request, headers);
}

const ApiDocs& no_api_docs() {
  static const ApiDocs none;
  return none;
}

void add_docs_route(http::Router& router, const ApiDocs& docs) {
  router.add({"GET", "/docs", [&docs](const http::Request& request) { return docs.page(request); },
              http::Access::open});
}

}  // namespace pixferry::web
