#pragma once

#include <optional>
#include <string>

#include "api-gateway/http/router.hpp"
#include "api-gateway/web/static_folder.hpp"

namespace pixferry::web {

/// The page that shows the contract to people. What draws it is swagger-ui, from a folder it was
/// put into when the program was built; without that the page says how to read the contract by
/// oneself. Open to everybody, like the contract.
class ApiDocs {
 public:
  /// No viewer.
  ApiDocs() = default;

  /// Error: `invalid_configuration` for a folder that cannot be read or lacks the viewer.
  static Result<ApiDocs> read(const std::string& directory);

  /// GET /docs
  http::Response page(const http::Request& request) const;

  /// What that page loads, below /docs/; nothing for any other path.
  std::optional<http::Response> respond(const http::Request& request) const;

 private:
  StaticFolder viewer_;
};

/// The one without a viewer, for whoever has no other.
const ApiDocs& no_api_docs();

/// GET /docs. `docs` outlives the router.
void add_docs_route(http::Router& router, const ApiDocs& docs);

}  // namespace pixferry::web
