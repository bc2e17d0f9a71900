#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/coordination.hpp"
#include "cli/object_place.hpp"
#include "cli/open_catalog.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry {

/// What a process does, which decides what it needs of the world outside.
struct Role {
  std::string_view purpose;  ///< "pixferry serve", as others are told who holds DATA_DIR
  bool has_workers = true;   ///< it imports; otherwise it only answers requests
};

/// What a process holds of the world outside: the catalog, brought up to date, the place of the
/// images, and the ways to other processes.
struct Foundation {
  /// With the catalog in DATA_DIR the directory is taken first: whoever does not hold it may not
  /// touch what is in it. A bucket that cannot be reached is no Error but a line in the log, since
  /// it may come back; one that refuses us, or a setting that is wrong, is. Errors:
  /// `data_dir_in_use`, `schema_too_new`, `catalog_unavailable`, `storage_unavailable`,
  /// `credentials_missing`, `credentials_rejected`, `storage_refused`, `invalid_configuration`,
  /// `stopped`.
  static Result<std::unique_ptr<Foundation>> lay(const Context& context, const Config& config,
                                                 const Role& role);

  /// "SQLite and the folder ./data/objects", for people.
  std::string description() const;
  /// Whether nobody else can be at work on this catalog.
  bool is_alone() const { return catalog.lock.has_value(); }
  Database& database() const { return *catalog.database; }

  const Config config;
  SystemClock clock;
  SystemRandom random;
  TakenCatalog catalog;
  std::unique_ptr<HttpClient> store_http;
  ObjectPlace objects;
  Secret key_secret;
  Coordination coordination;

 private:
  explicit Foundation(const Config& settings) : config(settings) {}
  Result<> make_spool_directory(const Role& role) const;
  Result<> open_store(const Context& context);
};

}  // namespace pixferry
