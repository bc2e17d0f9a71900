#include "cli/foundation.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "cli/data_directory.hpp"
#include "cli/http_policy.hpp"
#include "cli/open_catalog.hpp"
#include "pipeline/catalog/catalog.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::seconds kStoreAnswersWithin{15};

Result<> make_directory(const std::string& path) {
  std::error_code failed;
  std::filesystem::create_directories(path, failed);
  if (!failed) return {};
  return Error{ErrorCode::storage_unavailable,
               fmt::format("cannot make the directory {}: {}", path, failed.message())};
}

/// Whether waiting may help: a start that fails for that would only have to be repeated.
bool may_pass(ErrorCode code) {
  return code == ErrorCode::storage_unavailable || code == ErrorCode::storage_full ||
         code == ErrorCode::timeout || code == ErrorCode::network;
}

/// Only a catalog in DATA_DIR makes sure that nobody else writes there.
FolderStore::Access folder_access(const Config& config) {
  return config.database_url.empty() ? FolderStore::Access::write : FolderStore::Access::share;
}

}  // namespace

Result<std::unique_ptr<Foundation>> Foundation::lay(const Context& context, const Config& config,
                                                    const Role& role) {
  std::unique_ptr<Foundation> laid{new Foundation{config}};
  auto taken = take_catalog(context, config, laid->clock, role.purpose);
  if (!taken) return taken.error();
  laid->catalog = *std::move(taken);
  auto secret = object_secret(context, laid->database());
  if (!secret) return secret.error();
  laid->key_secret = *std::move(secret);
  if (auto made = laid->make_spool_directory(role); !made) return made.error();
  if (auto opened = laid->open_store(context); !opened) return opened.error();
  auto coordination = Coordination::begin(config, laid->clock, laid->random, role.has_workers);
  if (!coordination) return coordination.error();
  laid->coordination = *std::move(coordination);
  return laid;
}

Result<> Foundation::make_spool_directory(const Role& role) const {
  if (!role.has_workers && config.stores_in_bucket()) return {};
  return make_directory(spool_directory(config));
}

Result<> Foundation::open_store(const Context& context) {
  store_http = std::make_unique<HttpClient>(http_policy_for_store(config), clock, config.limits);
  auto place = open_object_place(config, *store_http, clock, folder_access(config));
  if (!place) return place.error();
  objects = *std::move(place);
  const auto checked = objects.check(context.until(clock.steady() + kStoreAnswersWithin));
  if (checked || !may_pass(checked.error().code)) return checked;
  if (objects.reader != nullptr) return checked;
  log::warning("the images' store does not answer; files wait until it does",
               {{"detail", checked.error().message}});
  return {};
}

std::string Foundation::description() const {
  return fmt::format("{}{} and {}", config.database_url.empty() ? "SQLite" : "PostgreSQL",
                     config.redis_url.empty() ? "" : ", Redis", objects.name);
}

}  // namespace pixferry
