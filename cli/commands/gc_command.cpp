#include "cli/commands/gc_command.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cli/http_policy.hpp"
#include "cli/human_text.hpp"
#include "cli/object_place.hpp"
#include "cli/open_catalog.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/collect_garbage.hpp"
#include "pipeline/collect_strays.hpp"
#include "pipeline/delete_jobs.hpp"

namespace pixferry {
namespace {

/// What was removed, or would be.
struct Sum {
  std::int64_t images = 0;
  std::int64_t bytes = 0;
  std::optional<CollectStrays::Strays> strays;  ///< nothing where they were left alone
  bool is_foreign = false;                      ///< the store: nothing in it is the catalog's
};

/// The collectors on the store of the configuration.
struct Parts {
  Database& catalog;
  Removals& removals;
  ObjectPlace& place;
  const Clock& clock;
  const Config& config;
};

/// What an interrupted deletion of a job has left.
Result<> clear_deleted_jobs(const Context& context, Database& catalog, const Clock& clock,
                            const GcCommand& command) {
  if (command.is_dry_run) return {};
  Disposal disposal{catalog, clock};
  return DeleteJobs{disposal}.run(context);
}

Result<> collect_images(const Context& context, const Parts& parts, const GcCommand& command,
                        Sum& sum) {
  if (command.is_dry_run) {
    const auto found = parts.removals.count_unreferenced(context, command.older_than);
    if (!found) return found.error();
    sum.images = found->blobs;
    sum.bytes = found->bytes;
    return {};
  }
  CollectGarbage collect{{parts.removals, *parts.place.store, parts.clock}};
  while (true) {
    const auto turn = collect.run(context, command.older_than);
    if (!turn) return turn.error();
    sum.images += turn->images;
    sum.bytes += turn->bytes;
    if (!turn->has_more) return {};
  }
}

/// Whether something of the catalog lies in the store. To a catalog that a wrong setting brought to
/// somebody else's bucket, every object there would be one without a row.
Result<bool> belong_together(const Context& context, const Parts& parts) {
  constexpr int kTried = 10;
  const bool lie_in_one_directory =
      parts.config.database_url.empty() && !parts.config.stores_in_bucket();
  if (lie_in_one_directory) return true;
  Gallery gallery{parts.catalog};
  const auto blobs = gallery.blobs(context, kDefaultOwner, ObjectKey{}, kTried);
  if (!blobs) return blobs.error();
  for (const auto& blob : *blobs) {
    const auto found = parts.place.store->head(context, blob.key);
    if (!found) return found.error();
    if (*found) return true;
  }
  return false;
}

Result<> collect_strays(const Context& context, const Parts& parts, const GcCommand& command,
                        Sum& sum) {
  const auto belong = belong_together(context, parts);
  if (!belong) return belong.error();
  sum.is_foreign = !*belong;
  if (sum.is_foreign) return {};
  CollectStrays collect{{parts.removals, *parts.place.store, *parts.place.lister, parts.clock}};
  const auto strays =
      collect.run(context, {.older_than = command.older_than, .is_dry_run = command.is_dry_run});
  if (!strays) return strays.error();
  sum.strays = *strays;
  return {};
}

void report(const Invocation& invocation, const GcCommand& command, const Sum& sum,
            const std::string& place) {
  if (invocation.options.json) {
    boost::json::object line{{"type", "summary"},        {"dry_run", command.is_dry_run},
                             {"images", sum.images},     {"bytes", sum.bytes},
                             {"stray_objects", nullptr}, {"stray_bytes", nullptr}};
    if (sum.strays) {
      line["stray_objects"] = sum.strays->objects;
      line["stray_bytes"] = sum.strays->bytes;
    }
    fmt::print("{}\n", boost::json::serialize(line));
    return;
  }
  if (invocation.options.quiet) return;
  fmt::print("{} {} {} that nothing shows, {}\n", command.is_dry_run ? "Would remove" : "Removed",
             human_count(sum.images), sum.images == 1 ? "image" : "images", human_bytes(sum.bytes));
  if (sum.strays) {
    fmt::print("{} {} {} that no row names, {}\n", command.is_dry_run ? "Would remove" : "Removed",
               human_count(sum.strays->objects), sum.strays->objects == 1 ? "object" : "objects",
               human_bytes(sum.strays->bytes));
  } else if (sum.is_foreign) {
    say(invocation,
        fmt::format(
            "Objects that no row names are left alone: none of the catalog's images lies in "
            "{}, so that they may be another catalog's.",
            place));
  }
}

/// A dry run disturbs nobody; otherwise the catalog is taken, and what dead collectors held in it
/// is free where nobody else can be at work.
Result<TakenCatalog> open_catalog(const Context& context, const Invocation& invocation,
                                  const GcCommand& command, const Clock& clock) {
  const auto& config = invocation.loaded.config;
  if (command.is_dry_run) {
    auto opened = open_catalog_for_reading(context, config, clock);
    if (!opened) return opened.error();
    return TakenCatalog{.lock = std::nullopt, .database = *std::move(opened)};
  }
  auto taken = take_catalog(context, config, clock, "pixferry gc");
  if (!taken || !taken->lock) return taken;
  if (auto freed = Removals(*taken->database, clock).release(context); !freed) {
    return freed.error();
  }
  return taken;
}

}  // namespace

ExitCode run_gc_command(const Invocation& invocation, const GcCommand& command) {
  const auto& config = invocation.loaded.config;
  const Context context{invocation.signals.stop_token()};
  const SystemClock clock;
  const auto catalog = open_catalog(context, invocation, command, clock);
  if (!catalog) return complain(catalog.error());
  HttpClient http{http_policy_for_store(config), clock, config.limits};
  auto place = open_object_place(
      config, http, clock,
      command.is_dry_run ? FolderStore::Access::read : FolderStore::Access::share);
  if (!place) return complain(place.error());
  Removals removals{*catalog->database, clock};
  const Parts parts{*catalog->database, removals, *place, clock, config};
  Sum sum;
  auto collected = clear_deleted_jobs(context, *catalog->database, clock, command);
  if (collected) collected = collect_images(context, parts, command, sum);
  if (collected) collected = collect_strays(context, parts, command, sum);
  report(invocation, command, sum, place->name);
  return collected ? ExitCode::ok : complain(collected.error());
}

}  // namespace pixferry
