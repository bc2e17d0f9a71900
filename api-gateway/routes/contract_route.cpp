#include "api-gateway/routes/contract_route.hpp"

namespace pixferry::routes {

void add_contract_route(http::Router& router) {
  router.add(
      {"GET", "/openapi.json",
       [](const http::Request&) { return http::json_response(200, std::string{openapi_json()}); },
       http::Access::open});
}

}  // namespace pixferry::routes
