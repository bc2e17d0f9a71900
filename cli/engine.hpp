#pragma once

#include <memory>
#include <string>

#include "api-gateway/gateway.hpp"
#include "cli/foundation.hpp"
#include "cli/image_inspector.hpp"
#include "pipeline/catalog/disposal.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/kept_answers.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/removals.hpp"
#include "pipeline/catalog/roster.hpp"
#include "pipeline/catalog/webhook_outbox.hpp"
#include "pipeline/catalog/webhook_registry.hpp"
#include "pipeline/collect_garbage.hpp"
#include "pipeline/delete_jobs.hpp"
#include "pipeline/deliver_webhook.hpp"
#include "pipeline/import_image.hpp"
#include "pipeline/list_folder.hpp"
#include "pipeline/measured_inspector.hpp"
#include "pipeline/measured_pacer.hpp"
#include "pipeline/measured_source.hpp"
#include "pipeline/measured_store.hpp"
#include "pipeline/paced_source.hpp"
#include "pipeline/preview_import.hpp"
#include "pipeline/settle_jobs.hpp"
#include "pipeline/source/dropbox/dropbox_provider.hpp"
#include "pipeline/source/source_provider.hpp"
#include "pipeline/start_import.hpp"
#include "pipeline/verify_objects.hpp"
#include "worker-service/caretaker.hpp"
#include "worker-service/webhook_sender.hpp"
#include "worker-service/worker.hpp"

namespace pixferry {

/// All parts of one process, in the order in which they need each other; they die in the reverse
/// one. Reading the members from top to bottom is reading the wiring.
class Engine {
 public:
  /// Lays the foundation, and frees what a dead process held where nobody else can hold anything.
  /// Errors: those of Foundation::lay.
  static Result<std::unique_ptr<Engine>> open(const Context& context, const Config& config,
                                              const Role& role);

  /// Starts the threads that list and import.
  void start_worker();
  /// Binds HOST:PORT and answers requests. Error: `invalid_configuration` for an address that
  /// cannot be bound.
  Result<> start_gateway();
  /// Whether the gateway serves the web app too.
  bool has_web_app() const { return web_app_.is_there(); }
  /// Binds HOST:METRICS_PORT, where that is set, and answers GET /metrics. Error likewise.
  Result<> start_metrics();
  /// Where the gateway answers: "http://127.0.0.1:8000".
  std::string url() const;
  /// Stops the gateway first, then drains the worker.
  void stop();

  const Config& config() const { return world_->config; }
  const Clock& clock() const { return world_->clock; }
  /// Where catalog, work and images are kept, for people.
  std::string description() const { return world_->description(); }
  StartImport& start_import() { return start_import_; }
  PreviewImport& preview_import() { return preview_import_; }
  VerifyObjects& verify_objects() { return verify_objects_; }
  Journal& journal() { return journal_; }
  Gallery& gallery() { return gallery_; }
  ProgressFeed& feed() { return *world_->coordination.feed; }

 private:
  Engine(std::unique_ptr<Foundation> foundation, std::unique_ptr<ImageInspector> inspector);
  std::vector<routes::ReadinessCheck> readiness_checks();
  GatewayParts gateway_parts();

  std::unique_ptr<Foundation> world_;
  Metrics metrics_;
  Ledger ledger_;
  Journal journal_;
  Gallery gallery_;
  Disposal disposal_;
  Removals removals_;
  Roster roster_;
  KeptAnswers kept_answers_;
  WorkerIdentity identity_;

  SpoolRoom spools_;
  SpoolRoom passing_spools_;  ///< for what is read and not stored

  HttpClient source_http_;
  MeasuredPacer pacer_;
  std::unique_ptr<SourceProvider> google_drive_;
  MeasuredSource measured_google_drive_;
  PacedSource paced_google_drive_;
  Dropbox dropbox_;
  MeasuredSource measured_dropbox_;
  PacedSource paced_dropbox_;
  SourceFinder find_source_;

  std::unique_ptr<ImageInspector> inspector_;  ///< none: nobody looks into the images
  MeasuredStore store_;
  RetryPolicy retry_;
  StartImport start_import_;
  PreviewImport preview_import_;
  ListFolder list_folder_;
  ImportImage import_image_;
  SettleJobs settle_jobs_;
  DeleteJobs delete_jobs_;
  CollectGarbage collect_garbage_;
  InspectionBacklog inspection_backlog_;
  std::unique_ptr<InspectStored> inspect_stored_;
  VerifyObjects verify_objects_;

  WorkBacklogReader backlog_;
  WebhookRegistry webhooks_;
  WebhookOutbox webhook_outbox_;
  HttpClient webhook_http_;
  DeliverWebhook deliver_webhook_;
  WebhookSender webhook_sender_;

  CircuitBreaker breaker_;
  std::unique_ptr<Worker> worker_;
  std::unique_ptr<Caretaker> caretaker_;
  events::EventHub events_;
  web::WebApp web_app_;
  web::ApiDocs api_docs_;
  std::unique_ptr<Gateway> gateway_;
};

}  // namespace pixferry
