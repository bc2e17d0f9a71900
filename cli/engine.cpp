#include "cli/engine.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "cli/data_directory.hpp"
#include "cli/descriptor_limit.hpp"
#include "cli/dropbox_config.hpp"
#include "cli/google_drive_source.hpp"
#include "cli/http_policy.hpp"
#include "cli/version.hpp"
#include "cli/web_pages.hpp"
#include "pipeline/catalog/catalog.hpp"
#include "pipeline/platform/crash_point.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

/// On the disk of the objects a body becomes its object without being copied; on its way to a
/// bucket it need not touch the disk.
std::size_t spooled_in_memory_bytes_max(const Config& config) {
  return config.stores_in_bucket() ? config.limits.spool_file_memory_bytes_max : 0;
}

WorkerIdentity identity_of_this_process(Random& random, const Limits& limits) {
  constexpr std::size_t kIdBytes = 8;
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host = {"unknown"};
  return {.id = random_hex(random, kIdBytes),
          .host = host.data(),
          .process_id = ::getpid(),
          .version = std::string{version()},
          .transfers = limits.transfers};
}

void log_access(const http::AccessRecord& record) {
  log::debug("request", {{"method", record.method},
                         {"path", record.path},
                         {"status", record.status},
                         {"bytes", record.body_bytes},
                         {"microseconds", record.duration.count()},
                         {"request_id", record.request_id}});
}

}  // namespace

Result<std::unique_ptr<Engine>> Engine::open(const Context& context, const Config& config,
                                             const Role& role) {
  raise_descriptor_limit();
  auto foundation = Foundation::lay(context, config, role);
  if (!foundation) return foundation.error();
  const bool is_alone = (*foundation)->is_alone();
  std::unique_ptr<ImageInspector> inspector;
  if (role.has_workers) {
    auto made = make_image_inspector(config, (*foundation)->clock);
    if (!made) return made.error();
    inspector = *std::move(made);
  }
  std::unique_ptr<Engine> engine{new Engine{*std::move(foundation), std::move(inspector)}};
  if (!is_alone) return engine;
  // Nobody else can be at work here, so whoever held a lease is dead.
  if (auto freed = engine->ledger_.release_leases(context); !freed) return freed.error();
  if (auto freed = engine->removals_.release(context); !freed) return freed.error();
  if (auto cleared = engine->roster_.clear(context); !cleared) return cleared.error();
  if (auto freed = engine->webhook_outbox_.release_leases(context); !freed) return freed.error();
  crash_point("open.leases_released");
  return engine;
}

Engine::Engine(std::unique_ptr<Foundation> foundation, std::unique_ptr<ImageInspector> inspector)
    : world_(std::move(foundation)),
      metrics_(world_->clock),
      ledger_(world_->database(), world_->clock, config().limits),
      journal_(world_->database(), world_->clock),
      gallery_(world_->database()),
      disposal_(world_->database(), world_->clock),
      removals_(world_->database(), world_->clock),
      roster_(world_->database(), world_->clock),
      kept_answers_(world_->database(), world_->clock),
      identity_(identity_of_this_process(world_->random, config().limits)),
      spools_{.directory = spool_directory(config()),
              .memory_file_bytes_max = spooled_in_memory_bytes_max(config()),
              .budget = ByteBudget{config().limits.spool_memory_bytes_max}},
      passing_spools_{.directory = spool_directory(config()),
                      .memory_file_bytes_max = config().limits.spool_file_memory_bytes_max,
                      .budget = ByteBudget{config().limits.spool_memory_bytes_max}},
      source_http_(http_policy_for_sources(config()), world_->clock, config().limits),
      pacer_(*world_->coordination.pacer, metrics_),
      google_drive_(make_google_drive(source_http_, config(), world_->clock)),
      measured_google_drive_(*google_drive_, metrics_),
      paced_google_drive_(measured_google_drive_, pacer_, google_drive_costs(config())),
      dropbox_(source_http_, dropbox_config_for(config()), world_->clock, config().limits),
      measured_dropbox_(dropbox_, metrics_),
      paced_dropbox_(measured_dropbox_, pacer_, PacedSource::kDropboxCosts),
      find_source_([this](SourceKind kind) -> SourceProvider& {
        return kind == SourceKind::dropbox ? paced_dropbox_ : paced_google_drive_;
      }),
      inspector_(inspector ? std::make_unique<MeasuredInspector>(std::move(inspector), metrics_)
                           : nullptr),
      store_(*world_->objects.store, metrics_),
      retry_(world_->random, config().limits),
      start_import_({.providers = {&paced_google_drive_, &paced_dropbox_},
                     .ledger = ledger_,
                     .queue = *world_->coordination.queue,
                     .random = world_->random,
                     .limits = config().limits}),
      preview_import_({.providers = {&paced_google_drive_, &paced_dropbox_},
                       .gallery = &gallery_,
                       .clock = world_->clock,
                       .limits = config().limits}),
      list_folder_({.source = find_source_,
                    .ledger = ledger_,
                    .queue = *world_->coordination.queue,
                    .feed = feed(),
                    .retry = retry_}),
      import_image_({.source = find_source_,
                     .store = store_,
                     .spools = spools_,
                     .key_secret = world_->key_secret,
                     .retry = retry_,
                     .limits = config().limits,
                     .inspector = inspector_.get()}),
      settle_jobs_({.ledger = ledger_,
                    .queue = *world_->coordination.queue,
                    .feed = feed(),
                    .kept_answers = &kept_answers_}),
      delete_jobs_(disposal_),
      collect_garbage_(
          {.removals = removals_, .store = *world_->objects.store, .clock = world_->clock}),
      inspection_backlog_(world_->database(), world_->clock),
      verify_objects_(
          {.gallery = gallery_, .store = *world_->objects.store, .spools = passing_spools_}),
      backlog_(world_->database()),
      webhooks_(world_->database(), world_->clock),
      webhook_outbox_(world_->database(), world_->clock),
      webhook_http_(http_policy_for_webhooks(config()), world_->clock, config().limits),
      deliver_webhook_({.outbox = webhook_outbox_,
                        .http = webhook_http_,
                        .clock = world_->clock,
                        .random = world_->random,
                        .allowed_origins = config().webhook_allowed_origins,
                        .metrics = &metrics_}),
      webhook_sender_(
          {.outbox = webhook_outbox_, .deliver = deliver_webhook_, .clock = world_->clock}),
      breaker_(world_->clock, config().limits),
      events_({.journal = journal_, .feed = feed(), .clock = world_->clock}) {}

void Engine::start_worker() {
  if (inspector_) {
    inspect_stored_ =
        std::make_unique<InspectStored>(InspectStored::Parts{.backlog = inspection_backlog_,
                                                             .store = *world_->objects.store,
                                                             .spools = passing_spools_,
                                                             .inspector = *inspector_,
                                                             .limits = config().limits});
  }
  worker_ = std::make_unique<Worker>(Worker::Parts{.ledger = ledger_,
                                                   .queue = *world_->coordination.queue,
                                                   .list_folder = list_folder_,
                                                   .import_image = import_image_,
                                                   .settle_jobs = settle_jobs_,
                                                   .feed = feed(),
                                                   .breaker = breaker_,
                                                   .roster = roster_,
                                                   .identity = identity_,
                                                   .limits = config().limits,
                                                   .inspect_stored = inspect_stored_.get(),
                                                   .webhook_sender = &webhook_sender_,
                                                   .metrics = &metrics_});
  caretaker_ = std::make_unique<Caretaker>(Caretaker::Parts{.delete_jobs = delete_jobs_,
                                                            .collect_garbage = collect_garbage_,
                                                            .breaker = breaker_,
                                                            .clock = world_->clock,
                                                            .limits = config().limits});
}

std::vector<routes::ReadinessCheck> Engine::readiness_checks() {
  return {{"catalog",
           [this](const Context& context) { return check_schema(context, world_->database()); }},
          {"store",
           [this](const Context& context) { return ask_store(context, *world_->objects.store); }},
          {"worker", [this](const Context&) {
             const auto why = breaker_.why_open();
             return why ? Result<>{*why} : Result<>{};
           }}};
}

GatewayParts Engine::gateway_parts() {
  const auto& objects = world_->objects;
  return {.config = config(),
          .start_import = start_import_,
          .preview_import = preview_import_,
          .ledger = ledger_,
          .journal = journal_,
          .gallery = gallery_,
          .disposal = disposal_,
          .roster = roster_,
          .kept_answers = kept_answers_,
          .webhooks = webhooks_,
          .backlog = backlog_,
          .queue = *world_->coordination.queue,
          .feed = feed(),
          .events = events_,
          .metrics = metrics_,
          .clock = world_->clock,
          .random = world_->random,
          .objects = {.reader = objects.reader,
                      .bucket = objects.reader ? nullptr : objects.store.get()},
          .storage_url = objects.storage_url,
          .checks = readiness_checks(),
          .access_log = log_access,
          .web_app = web_app_,
          .api_docs = api_docs_};
}

Result<> Engine::start_gateway() {
  web_app_ = open_web_app(config());
  api_docs_ = open_api_docs(config());
  auto gateway = Gateway::start(gateway_parts());
  if (!gateway) return gateway.error();
  gateway_ = *std::move(gateway);
  return {};
}

Result<> Engine::start_metrics() {
  if (!config().metrics_port) return {};
  auto gateway = Gateway::start_metrics(gateway_parts());
  if (!gateway) return gateway.error();
  gateway_ = *std::move(gateway);
  return {};
}

std::string Engine::url() const {
  return fmt::format("http://{}:{}", config().host, gateway_ ? gateway_->port() : config().port);
}

void Engine::stop() {
  if (gateway_) gateway_->stop(config().limits.shutdown_grace);
  caretaker_.reset();
  worker_.reset();
}

}  // namespace pixferry
