#include "cli/engine.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "cli/data_directory.hpp"
#include "cli/google_drive_source.hpp"
#include "cli/http_policy.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/crash_point.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

Result<> make_directory(const std::string& path) {
  std::error_code failed;
  std::filesystem::create_directories(path, failed);
  if (!failed) return {};
  return Error{ErrorCode::storage_unavailable,
               fmt::format("cannot make the directory {}: {}", path, failed.message())};
}

/// Takes the directory first: whoever does not hold it may not touch the catalog in it.
Result<Foundation> lay_foundation(const Config& config, std::string_view purpose, Random& random) {
  auto lock = DirectoryLock::acquire(config.data_dir, std::string{purpose});
  if (!lock) return lock.error();
  if (auto made = make_directory(spool_directory(config)); !made) return made.error();
  auto database = SqliteDatabase::open(catalog_path(config));
  if (!database) return database.error();
  if (auto current = migrate(Context{}, **database, random); !current) return current.error();
  auto secret = object_secret(Context{}, **database);
  if (!secret) return secret.error();
  auto store = FolderStore::open(objects_directory(config), config.public_url);
  if (!store) return store.error();
  return Foundation{*std::move(lock), *std::move(database), *std::move(store), *std::move(secret)};
}

/// Asks for an object that cannot be there: what matters is that the store answers.
Result<> check_store(const Context& context, ObjectStore& store) {
  const auto nobody = object_key(Secret{}, "", Sha256{}, ImageType::jpeg);
  const auto answered = store.head(context, nobody);
  return answered ? Result<>{} : Result<>{answered.error()};
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

Result<std::unique_ptr<Engine>> Engine::open(const Config& config, std::string_view purpose) {
  SystemRandom random;
  auto foundation = lay_foundation(config, purpose, random);
  if (!foundation) return foundation.error();
  std::unique_ptr<Engine> engine{new Engine{config, *std::move(foundation)}};
  // We hold the directory, so whoever held a lease in it is dead.
  if (auto freed = engine->ledger_.release_leases(Context{}); !freed) return freed.error();
  crash_point("open.leases_released");
  return engine;
}

Engine::Engine(const Config& config, Foundation foundation)
    : config_(config),
      foundation_(std::move(foundation)),
      ledger_(*foundation_.database, clock_, config_.limits),
      journal_(*foundation_.database, clock_),
      gallery_(*foundation_.database),
      queue_(clock_),
      pacer_(clock_, {.google_drive_rate_max = google_drive_rate_max(config_)}),
      feed_(clock_),
      // On the disk of the objects a body becomes its object without being copied.
      spools_{.directory = spool_directory(config_), .memory_file_bytes_max = 0},
      passing_spools_{.directory = spool_directory(config_),
                      .memory_file_bytes_max = config_.limits.spool_file_memory_bytes_max,
                      .budget = ByteBudget{config_.limits.spool_memory_bytes_max}},
      http_(http_policy_for(config_), clock_, config_.limits),
      google_drive_(make_google_drive(http_, config_, clock_)),
      paced_google_drive_(*google_drive_, pacer_, google_drive_costs(config_)),
      find_source_([this](SourceKind) -> SourceProvider& { return paced_google_drive_; }),
      retry_(random_, config_.limits),
      start_import_({.providers = {&paced_google_drive_},
                     .ledger = ledger_,
                     .queue = queue_,
                     .random = random_,
                     .limits = config_.limits}),
      preview_import_({.providers = {&paced_google_drive_},
                       .gallery = gallery_,
                       .clock = clock_,
                       .limits = config_.limits}),
      list_folder_({.source = find_source_,
                    .ledger = ledger_,
                    .queue = queue_,
                    .feed = feed_,
                    .retry = retry_}),
      import_image_({.source = find_source_,
                     .store = *foundation_.store,
                     .spools = spools_,
                     .key_secret = foundation_.key_secret,
                     .retry = retry_,
                     .limits = config_.limits}),
      settle_jobs_({.ledger = ledger_, .queue = queue_, .feed = feed_}),
      verify_objects_(
          {.gallery = gallery_, .store = *foundation_.store, .spools = passing_spools_}),
      breaker_(clock_, config_.limits) {}

void Engine::start_worker() {
  worker_ = std::make_unique<Worker>(Worker::Parts{.ledger = ledger_,
                                                   .queue = queue_,
                                                   .list_folder = list_folder_,
                                                   .import_image = import_image_,
                                                   .settle_jobs = settle_jobs_,
                                                   .feed = feed_,
                                                   .breaker = breaker_,
                                                   .limits = config_.limits});
}

Result<> Engine::start_gateway() {
  auto gateway = Gateway::start({.config = config_,
                                 .start_import = start_import_,
                                 .preview_import = preview_import_,
                                 .ledger = ledger_,
                                 .journal = journal_,
                                 .gallery = gallery_,
                                 .queue = queue_,
                                 .clock = clock_,
                                 .random = random_,
                                 .objects = foundation_.store.get(),
                                 .checks = {{"catalog",
                                             [this](const Context& context) {
                                               return check_schema(context, *foundation_.database);
                                             }},
                                            {"store",
                                             [this](const Context& context) {
                                               return check_store(context, *foundation_.store);
                                             }},
                                            {"worker",
                                             [this](const Context&) {
                                               const auto why = breaker_.why_open();
                                               return why ? Result<>{*why} : Result<>{};
                                             }}},
                                 .access_log = log_access});
  if (!gateway) return gateway.error();
  gateway_ = *std::move(gateway);
  return {};
}

std::string Engine::url() const {
  return fmt::format("http://{}:{}", config_.host, gateway_ ? gateway_->port() : config_.port);
}

void Engine::stop() {
  if (gateway_) gateway_->stop(config_.limits.shutdown_grace);
  worker_.reset();
}

}  // namespace pixferry
