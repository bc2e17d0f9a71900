#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "api-gateway/events/event_hub.hpp"
#include "api-gateway/http/listener.hpp"
#include "api-gateway/http/router.hpp"
#include "api-gateway/routes/health_routes.hpp"
#include "api-gateway/routes/object_routes.hpp"
#include "api-gateway/routes/storage_url.hpp"
#include "api-gateway/web/api_docs.hpp"
#include "api-gateway/web/web_app.hpp"
#include "pipeline/catalog/disposal.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/kept_answers.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/roster.hpp"
#include "pipeline/catalog/webhook_registry.hpp"
#include "pipeline/catalog/work_backlog.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/metrics.hpp"
#include "pipeline/preview_import.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"
#include "pipeline/start_import.hpp"

namespace pixferry {

/// What the gateway is built from; all of it outlives the gateway.
struct GatewayParts {
  const Config& config;
  StartImport& start_import;
  PreviewImport& preview_import;
  Ledger& ledger;
  Journal& journal;
  Gallery& gallery;
  Disposal& disposal;
  Roster& roster;
  KeptAnswers& kept_answers;
  WebhookRegistry& webhooks;
  WorkBacklogReader& backlog;
  WorkQueue& queue;
  ProgressFeed& feed;
  events::EventHub& events;
  Metrics& metrics;
  const Clock& clock;
  Random& random;
  routes::ObjectSource objects = {};
  routes::StorageUrl storage_url;
  std::vector<routes::ReadinessCheck> checks = {};
  http::AccessLog access_log = {};
  const web::WebApp& web_app = web::no_web_app();
  const web::ApiDocs& api_docs = web::no_api_docs();
};

/// Every route of the API, behind the rule of access, and the web app where there is none.
http::Router gateway_router(const GatewayParts& parts);

/// The whole of the API without its sockets: every route behind the rules of access, origin and
/// measure.
http::Application gateway_application(const GatewayParts& parts);

/// The HTTP API, listening. Stops when it is destroyed.
class Gateway {
 public:
  /// Error: `invalid_configuration` for an address that cannot be listened on, or that lets others
  /// in without a key.
  static Result<std::unique_ptr<Gateway>> start(const GatewayParts& parts);

  /// No API but GET /metrics of this process and its health, at METRICS_PORT, under the same rules.
  static Result<std::unique_ptr<Gateway>> start_metrics(const GatewayParts& parts);

  /// The port that is really listened on: PORT=0 takes any free one.
  std::uint16_t port() const { return listener_->port(); }

  /// Finishes what has begun within the grace, refuses what is new. Called again it does nothing.
  void stop(std::chrono::milliseconds grace) { listener_->stop(grace); }

 private:
  static Result<std::unique_ptr<Gateway>> listen(const GatewayParts& parts, std::uint16_t port,
                                                 http::Application application);
  explicit Gateway(std::unique_ptr<http::Listener> listener) : listener_(std::move(listener)) {}

  std::unique_ptr<http::Listener> listener_;
};

}  // namespace pixferry
