#include <filesystem>
#include <system_error>

#include "cli/coordination.hpp"
#include "cli/data_directory.hpp"
#include "cli/http_policy.hpp"
#include "cli/installation_checks.hpp"
#include "cli/object_place.hpp"
#include "cli/open_catalog.hpp"

namespace pixferry {
namespace {

using Verdict = Finding::Verdict;

constexpr std::chrono::seconds kServersAnswerWithin{5};

bool is_there(const std::string& path) {
  std::error_code failed;
  return std::filesystem::exists(path, failed);
}

bool is_fresh(const Config& config) {
  return config.database_url.empty() && !is_there(catalog_path(config));
}

/// What the folder lacks is not a setting but its content.
Finding bad_objects(const Config& config, const Error& error) {
  // A store's message names the setting and the cure itself.
  if (config.stores_in_bucket()) return {"objects", Verdict::bad, error.message, ""};
  return {"objects", Verdict::bad, error.message,
          "The catalog speaks of images that lay there: bring the folder back."};
}

}  // namespace

Finding check_catalog(const Context& context, const Config& config) {
  if (is_fresh(config)) {
    return {"catalog", Verdict::good, "There is none yet; the first import makes it.", ""};
  }
  const SystemClock clock;
  const auto catalog =
      open_catalog_for_reading(context.until(clock.steady() + kServersAnswerWithin), config, clock);
  if (catalog) return {"catalog", Verdict::good, "It is there and of this release.", ""};
  if (catalog.error().code == ErrorCode::schema_too_old) {
    return {"catalog", Verdict::good, "The database answers; the first start makes the catalog.",
            ""};
  }
  return bad_finding("catalog", catalog.error());
}

Finding check_redis(const Context& context, const Config& config) {
  if (config.redis_url.empty()) {
    return {"Redis", Verdict::good, "None is configured, and one process needs none.", ""};
  }
  const SystemClock clock;
  SystemRandom random;
  const auto coordination = Coordination::begin(config, clock, random, /*has_workers=*/false);
  if (!coordination) return bad_finding("Redis", coordination.error());
  const auto answered = coordination->check(context.until(clock.steady() + kServersAnswerWithin));
  if (!answered) return bad_finding("Redis", answered.error());
  return {"Redis", Verdict::good, "It answers.", ""};
}

Finding check_objects(const Context& context, const Config& config) {
  if (!config.stores_in_bucket() && is_fresh(config) && !is_there(objects_directory(config))) {
    return {"objects", Verdict::good, "There are none yet; the first import makes them.", ""};
  }
  const SystemClock clock;
  HttpClient http{http_policy_for_store(config), clock, config.limits};
  const auto place = open_object_place(config, http, clock, FolderStore::Access::read);
  if (!place) return bad_objects(config, place.error());
  const auto checked = place->check(context.until(clock.steady() + 3 * kServersAnswerWithin));
  if (!checked) return bad_objects(config, checked.error());
  return {"objects", Verdict::good,
          (config.stores_in_bucket() ? "Images can be stored in " : "Images can be read in ") +
              place->name + ".",
          ""};
}

}  // namespace pixferry
