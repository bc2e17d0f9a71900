#include "api-gateway/gateway.hpp"

#include "api-gateway/routes/access.hpp"
#include "api-gateway/routes/contract_route.hpp"
#include "api-gateway/routes/cors.hpp"
#include "api-gateway/routes/deletion_routes.hpp"
#include "api-gateway/routes/event_route.hpp"
#include "api-gateway/routes/file_routes.hpp"
#include "api-gateway/routes/idempotency.hpp"
#include "api-gateway/routes/image_routes.hpp"
#include "api-gateway/routes/import_routes.hpp"
#include "api-gateway/routes/job_routes.hpp"
#include "api-gateway/routes/preview_route.hpp"
#include "api-gateway/routes/report_route.hpp"
#include "api-gateway/routes/retry_route.hpp"
#include "api-gateway/routes/stats_routes.hpp"
#include "pipeline/platform/log.hpp"

#include <exception>

namespace pixferry {

http::Router gateway_router(const GatewayParts& parts) {
  http::Router router;
  routes::add_job_routes(router, {parts.ledger, parts.journal, parts.queue, parts.feed});
  routes::add_event_route(router, parts.journal, parts.events);
  routes::add_file_routes(router, parts.journal);
  routes::add_retry_route(
      router, {parts.ledger, parts.journal, parts.queue, parts.feed, parts.config.limits});
  routes::add_deletion_routes(router, {parts.disposal, parts.feed, parts.config.limits});
  routes::add_report_routes(router, parts.journal, parts.storage_url);
  routes::add_image_routes(router, parts.gallery, parts.storage_url);
  routes::add_object_routes(router, parts.objects);
  routes::add_import_routes(router, parts.start_import, parts.config.limits);
  routes::add_preview_route(router, parts.preview_import, parts.config.limits);
  routes::add_stats_routes(router, {parts.journal, parts.gallery, parts.roster});
  routes::add_health_routes(router, PIXFERRY_VERSION, parts.checks);
  routes::add_contract_route(router);
  router.set_guard(routes::access_guard(parts.config));
  router.set_fallback(
      [&app = parts.web_app](const http::Request& request) { return app.respond(request); });
  router.set_surrounding(routes::idempotency(parts.kept_answers, parts.config.limits));
  return router;
}

http::Application gateway_application(const GatewayParts& parts) {
  return [router = gateway_router(parts),
          cors = routes::Cors{parts.config.cors_origins}](http::Request& request) {
    try {
      return cors.around(request,
                         [&router](http::Request& inner) { return router.respond(inner); });
    } catch (const std::exception& failure) {
      log::error("a request broke off",
                 {{"request_id", request.request_id}, {"detail", failure.what()}});
      throw;
    }
  };
}

Result<std::unique_ptr<Gateway>> Gateway::start(const GatewayParts& parts) {
  if (auto allowed = routes::check_exposure(parts.config); !allowed) return allowed.error();
  auto options = http::ListenerOptions::from(parts.config.limits);
  options.host = parts.config.host;
  options.port = parts.config.port;
  auto listener = http::Listener::start(options, {.application = gateway_application(parts),
                                                  .clock = parts.clock,
                                                  .random = parts.random,
                                                  .access_log = parts.access_log});
  if (!listener) return listener.error();
  return std::unique_ptr<Gateway>{new Gateway{std::move(*listener)}};
}

}  // namespace pixferry
