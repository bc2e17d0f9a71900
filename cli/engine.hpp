#pragma once

#include <memory>
#include <optional>
#include <string>

#include "api-gateway/gateway.hpp"
#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/import_image.hpp"
#include "pipeline/list_folder.hpp"
#include "pipeline/object_store/folder_store.hpp"
#include "pipeline/paced_source.hpp"
#include "pipeline/pacing/local_pacer.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/directory_lock.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/preview_import.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/settle_jobs.hpp"
#include "pipeline/source/source_provider.hpp"
#include "pipeline/start_import.hpp"
#include "pipeline/verify_objects.hpp"
#include "worker-service/worker.hpp"

namespace pixferry {

/// What the embedded default holds of the world outside: one data directory, locked, with its
/// catalog and its objects.
struct Foundation {
  DirectoryLock lock;
  std::unique_ptr<SqliteDatabase> database;
  std::unique_ptr<FolderStore> store;
  Secret key_secret;
};

/// All parts of one process, in the order in which they need each other; they die in the reverse
/// one. Reading the members from top to bottom is reading the wiring.
class Engine {
 public:
  /// Takes the data directory, brings the catalog up to date and frees what a dead process held.
  /// Errors: `data_dir_in_use`, `schema_too_new`, `catalog_unavailable`, `storage_unavailable`.
  /// `purpose` is what a second process on the directory is told of this one.
  static Result<std::unique_ptr<Engine>> open(const Config& config, std::string_view purpose);

  /// Starts the threads that list and import.
  void start_worker();
  /// Binds HOST:PORT and answers requests. Error: `invalid_configuration` for an address that
  /// cannot be bound.
  Result<> start_gateway();
  /// Where the gateway answers: "http://127.0.0.1:8000".
  std::string url() const;
  /// Stops the gateway first, then drains the worker.
  void stop();

  const Config& config() const { return config_; }
  const Clock& clock() const { return clock_; }
  StartImport& start_import() { return start_import_; }
  PreviewImport& preview_import() { return preview_import_; }
  VerifyObjects& verify_objects() { return verify_objects_; }
  Ledger& ledger() { return ledger_; }
  Journal& journal() { return journal_; }
  Gallery& gallery() { return gallery_; }
  ProgressFeed& feed() { return feed_; }

 private:
  Engine(const Config& config, Foundation foundation);

  Config config_;
  SystemClock clock_;
  SystemRandom random_;

  Foundation foundation_;
  Ledger ledger_;
  Journal journal_;
  Gallery gallery_;

  LocalQueue queue_;
  LocalPacer pacer_;
  LocalFeed feed_;
  SpoolRoom spools_;
  SpoolRoom passing_spools_;  ///< for what is read and not stored

  HttpClient http_;
  std::unique_ptr<SourceProvider> google_drive_;
  PacedSource paced_google_drive_;
  SourceFinder find_source_;

  RetryPolicy retry_;
  StartImport start_import_;
  PreviewImport preview_import_;
  ListFolder list_folder_;
  ImportImage import_image_;
  SettleJobs settle_jobs_;
  VerifyObjects verify_objects_;

  CircuitBreaker breaker_;
  std::unique_ptr<Worker> worker_;
  std::unique_ptr<Gateway> gateway_;
};

}  // namespace pixferry
