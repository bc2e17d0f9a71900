#include "pipeline/catalog/removals.hpp"

#include "pipeline/catalog/blob_references.hpp"
#include "pipeline/catalog/blob_row.hpp"
#include "pipeline/catalog/queries.hpp"

#include <algorithm>
#include <map>

namespace pixferry {
namespace {

constexpr int kPrunedMax = 10'000;

std::string json_of_names(std::span<const std::string> names) {
  boost::json::array rows;
  for (const auto& name : names) rows.push_back(boost::json::object{{"of_name", name}});
  return json_text(rows);
}

std::vector<std::string> names_of(std::span<const Doomed> doomed) {
  std::vector<std::string> names;
  for (const auto& each : doomed) names.push_back(each.name);
  return names;
}

struct NamedBlob {
  Blob blob;
  bool is_shown;  ///< by an image
};

std::map<std::string, NamedBlob> blobs_named(Statements& tx, std::span<const std::string> names) {
  std::map<std::string, NamedBlob> blobs;
  if (names.empty()) return blobs;
  for (const auto& row : tx.rows(sql::find_named_blobs, {json_of_names(names)})) {
    blobs.emplace(row.text(0), NamedBlob{blob_from(row, 1), row.integer(5) == 1});
  }
  return blobs;
}

/// Leaves out, and spares, what an image shows: it was finished just before it was doomed.
std::vector<Doomed> doomed_from(Statements& tx, const SqlRows& rows) {
  std::vector<Doomed> doomed;
  for (const auto& row : rows) doomed.push_back({.name = row.text(0), .token = row.integer(1)});
  std::vector<std::string> spared;
  for (const auto& [name, named] : blobs_named(tx, names_of(doomed))) {
    const auto at = std::ranges::find(doomed, name, &Doomed::name);
    at->blob = named.blob;
    if (!named.is_shown) continue;
    doomed.erase(at);
    spared.push_back(name);
  }
  if (!spared.empty()) tx.run(sql::forget_removals, {json_of_names(spared)});
  return doomed;
}

/// The names of blobs that no image shows, with their rows held.
std::vector<std::string> lock_unreferenced(Statements& tx, const Removals::Plan& plan,
                                           std::int64_t now_ms) {
  std::map<BlobId, std::string> names;
  const std::int64_t inspected =
      std::chrono::milliseconds{
          std::max<std::chrono::milliseconds>(plan.unreferenced_for, Removals::kInspected)}
          .count();
  for (const auto& row :
       tx.rows(sql::lock_unreferenced_blobs, {now_ms, std::int64_t{plan.unreferenced_for.count()},
                                              inspected, std::int64_t{plan.count}})) {
    names.emplace(BlobId{row.text(0), row.text(1)}, row.text(2));
  }
  if (names.empty()) return {};
  BlobIds ids;
  for (const auto& [id, name] : names) ids.insert(id);
  BlobIds shown;
  for (const auto& row : tx.rows(sql::find_referenced_blobs, {json_of_blobs(ids)})) {
    shown.emplace(row.text(0), row.text(1));
    names.erase({row.text(0), row.text(1)});
  }
  if (!shown.empty()) tx.run(sql::refer_to_blobs, {json_of_blobs(shown)});
  std::vector<std::string> unshown;
  for (const auto& [id, name] : names) unshown.push_back(name);
  return unshown;
}

}  // namespace

Result<std::vector<Doomed>> Removals::take_over(const Context& context, const Plan& plan) {
  using All = std::vector<Doomed>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<All> {
    return doomed_from(
        tx, tx.rows(sql::take_over_removals, {now, plan.count, std::int64_t{plan.lease.count()}}));
  });
}

Result<std::vector<Doomed>> Removals::doom_unreferenced(const Context& context, const Plan& plan) {
  using All = std::vector<Doomed>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<All> {
    const auto names = lock_unreferenced(tx, plan, now);
    if (names.empty()) return All{};
    return doomed_from(tx, tx.rows(sql::insert_removals,
                                   {json_of_names(names), now, std::int64_t{plan.lease.count()}}));
  });
}

Result<std::vector<Doomed>> Removals::doom_unknown(const Context& context,
                                                   std::span<const std::string> names,
                                                   std::chrono::milliseconds lease) {
  using All = std::vector<Doomed>;
  const auto now = to_milliseconds(clock_.now());
  auto doomed = transact(database_, context, Access::write, [&](Statements& tx) -> Result<All> {
    const auto known = blobs_named(tx, names);
    std::vector<std::string> unknown;
    for (const auto& name : names) {
      if (!known.contains(name)) unknown.push_back(name);
    }
    if (unknown.empty()) return All{};
    return doomed_from(tx, tx.rows(sql::insert_removals,
                                   {json_of_names(unknown), now, std::int64_t{lease.count()}}));
  });
  if (!doomed || doomed->empty()) return doomed;
  if (auto spared = spare_known(context, *doomed); !spared) return spared.error();
  return doomed;
}

/// Somebody may just have been finishing an import of the same bytes, who did not see yet that they
/// are doomed. Whoever finishes holds the row of an active job, so after this nobody of those is
/// left.
Result<> Removals::spare_known(const Context& context, std::vector<Doomed>& doomed) {
  using Known = std::map<std::string, NamedBlob>;
  const auto names = names_of(doomed);
  const auto known = transact(database_, context, Access::write, [&](Statements& tx) {
    tx.run(sql::lock_active_jobs, {});
    auto found = blobs_named(tx, names);
    std::vector<std::string> spared;
    for (const auto& [name, named] : found) spared.push_back(name);
    if (!spared.empty()) tx.run(sql::forget_removals, {json_of_names(spared)});
    return Result<Known>{std::move(found)};
  });
  if (!known) return known.error();
  std::erase_if(doomed, [&](const auto& each) { return known->contains(each.name); });
  return {};
}

Result<> Removals::record(const Context& context, std::span<const Doomed> removed) {
  if (removed.empty()) return {};
  boost::json::array rows;
  for (const auto& each : removed) {
    rows.push_back({{"of_name", each.name}, {"of_token", each.token}});
  }
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    std::vector<std::string> ended;
    for (const auto& row : tx.rows(sql::end_removals, {json_text(rows), now})) {
      ended.push_back(row.text(0));
    }
    if (!ended.empty()) tx.run(sql::drop_named_blobs, {json_of_names(ended)});
    return {};
  });
}

Result<> Removals::prune(const Context& context) {
  const auto now = to_milliseconds(clock_.now());
  const std::int64_t remembered = std::chrono::milliseconds{kRemembered}.count();
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    tx.run(sql::prune_removals, {now, remembered, kPrunedMax});
    return {};
  });
}

Result<> Removals::release(const Context& context) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    tx.run(sql::release_removals, {now});
    return {};
  });
}

Result<Unreferenced> Removals::count_unreferenced(const Context& context,
                                                  std::chrono::milliseconds unreferenced_for) {
  const auto now = to_milliseconds(clock_.now());
  const std::chrono::milliseconds inspected{
      std::max<std::chrono::milliseconds>(unreferenced_for, kInspected)};
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Unreferenced> {
    const auto row =
        tx.row(sql::count_unreferenced_blobs,
               {now, std::int64_t{unreferenced_for.count()}, std::int64_t{inspected.count()}});
    return row ? Unreferenced{row->integer(0), row->integer(1)} : Unreferenced{};
  });
}

Result<std::vector<std::string>> Removals::unknown_among(const Context& context,
                                                         std::span<const std::string> names) {
  using Names = std::vector<std::string>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Names> {
    const auto known = blobs_named(tx, names);
    Names unknown;
    for (const auto& name : names) {
      if (!known.contains(name)) unknown.push_back(name);
    }
    return unknown;
  });
}

}  // namespace pixferry
