#include "api-gateway/gateway.hpp"

#include "api-gateway/http/compression.hpp"
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
#include "api-gateway/routes/metrics_route.hpp"
#include "api-gateway/routes/preview_route.hpp"
#include "api-gateway/routes/report_route.hpp"
#include "api-gateway/routes/request_limits.hpp"
#include "api-gateway/routes/request_log.hpp"
#include "api-gateway/routes/retry_route.hpp"
#include "api-gateway/routes/stats_routes.hpp"
#include "api-gateway/routes/webhook_routes.hpp"
#include "pipeline/platform/log.hpp"

#include <algorithm>
#include <array>
#include <exception>

namespace pixferry {
namespace {

/// As OpenTelemetry names them: a client could invent any number of others.
std::string known_method(const std::string& method) {
  static constexpr std::array kKnown{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return std::ranges::find(kKnown, method) == kKnown.end() ? "_OTHER" : method;
}

http::Application measured(http::Application application, Metrics& metrics) {
  return [application = std::move(application), &metrics](http::Request& request) {
    const auto begin = metrics.clock.steady();
    auto response = application(request);
    metrics.http_requests.observe(
        {known_method(request.method), request.route, std::to_string(response.status)},
        seconds_of(metrics.clock.steady() - begin));
    routes::log_request_about_job(request, response);
    return response;
  };
}

}  // namespace

http::Router gateway_router(const GatewayParts& parts) {
  http::Router router;
  routes::add_job_routes(router, {parts.ledger, parts.journal, parts.queue, parts.feed});
  routes::add_event_route(router, {parts.journal, parts.events, parts.metrics});
  routes::add_file_routes(router, parts.journal);
  routes::add_retry_route(
      router, {parts.ledger, parts.journal, parts.queue, parts.feed, parts.config.limits});
  routes::add_deletion_routes(router, {parts.disposal, parts.feed, parts.config.limits});
  routes::add_report_routes(router, parts.journal, parts.storage_url);
  routes::add_image_routes(router, parts.gallery, parts.storage_url);
  routes::add_object_routes(router, parts.objects);
  routes::add_import_routes(router, parts.start_import, parts.config.limits);
  routes::add_preview_route(router, parts.preview_import, parts.config.limits);
  routes::add_webhook_routes(router, {parts.webhooks, parts.random, parts.config.limits,
                                      parts.config.webhook_allowed_origins});
  routes::add_stats_routes(router, {parts.journal, parts.gallery, parts.roster});
  routes::add_metrics_route(
      router, {.metrics = parts.metrics,
               .version = PIXFERRY_VERSION,
               .catalog = routes::CatalogMetrics{parts.journal, parts.roster, parts.backlog}});
  routes::add_health_routes(router, PIXFERRY_VERSION, parts.checks);
  routes::add_contract_route(router);
  web::add_docs_route(router, parts.api_docs);
  router.set_guard(routes::access_guard(parts.config));
  router.set_fallback([&app = parts.web_app, &docs = parts.api_docs](const http::Request& request) {
    auto response = docs.respond(request);
    return response ? std::move(response) : app.respond(request);
  });
  router.set_surrounding(routes::idempotency(parts.kept_answers, parts.config.limits));
  return router;
}

http::Application gateway_application(const GatewayParts& parts) {
  http::Application answer = [router = gateway_router(parts),
                              cors = routes::Cors{parts.config.cors_origins},
                              limits = std::make_shared<routes::RequestLimits>(
                                  parts.config, parts.clock)](http::Request& request) {
    const auto route = [&router](http::Request& inner) { return router.respond(inner); };
    const auto limit = [&](http::Request& inner) { return limits->around(inner, route); };
    try {
      auto response = cors.around(request, limit);
      http::compress(request, response);
      return response;
    } catch (const std::exception& failure) {
      log::error("a request broke off",
                 {{"request_id", request.request_id}, {"detail", failure.what()}});
      throw;
    }
  };
  return measured(std::move(answer), parts.metrics);
}

Result<std::unique_ptr<Gateway>> Gateway::start(const GatewayParts& parts) {
  return listen(parts, parts.config.port, gateway_application(parts));
}

Result<std::unique_ptr<Gateway>> Gateway::start_metrics(const GatewayParts& parts) {
  http::Router router;
  routes::add_metrics_route(router, {.metrics = parts.metrics, .version = PIXFERRY_VERSION});
  routes::add_health_routes(router, PIXFERRY_VERSION, parts.checks);
  router.set_guard(routes::access_guard(parts.config));
  return listen(
      parts, parts.config.metrics_port.value_or(0),
      [router = std::move(router)](http::Request& request) { return router.respond(request); });
}

Result<std::unique_ptr<Gateway>> Gateway::listen(const GatewayParts& parts, std::uint16_t port,
                                                 http::Application application) {
  if (auto allowed = routes::check_exposure(parts.config); !allowed) return allowed.error();
  auto options = http::ListenerOptions::from(parts.config.limits);
  options.host = parts.config.host;
  options.port = port;
  auto listener = http::Listener::start(options, {.application = std::move(application),
                                                  .clock = parts.clock,
                                                  .random = parts.random,
                                                  .access_log = parts.access_log});
  if (!listener) return listener.error();
  return std::unique_ptr<Gateway>{new Gateway{std::move(*listener)}};
}

}  // namespace pixferry
