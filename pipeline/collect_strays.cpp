#include "pipeline/collect_strays.hpp"

#include <algorithm>
#include <set>

#include "pipeline/collect_garbage.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/crash_point.hpp"

namespace pixferry {
namespace {

std::vector<std::string> names_of(const std::vector<ListedObject>& objects) {
  std::set<std::string> names;
  for (const auto& object : objects) names.insert(object_name(object.key));
  return {names.begin(), names.end()};
}

}  // namespace

Result<CollectStrays::Strays> CollectStrays::run(const Context& context, const Plan& plan) {
  const auto age = std::max<std::chrono::milliseconds>(plan.older_than, kYoungest);
  Strays sum;
  std::string from;
  do {
    auto listing = parts_.lister.list(context, from);
    if (!listing) return listing.error();
    const auto latest = parts_.clock.now() - age;
    std::erase_if(listing->objects, [&](const auto& object) { return object.stored_at > latest; });
    if (auto taken = take(context, listing->objects, plan, sum); !taken) return taken.error();
    from = listing->next;
  } while (!from.empty());
  return sum;
}

Result<> CollectStrays::take(const Context& context, const std::vector<ListedObject>& old,
                             const Plan& plan, Strays& sum) {
  if (old.empty()) return {};
  const auto names = names_of(old);
  const auto strays =
      plan.is_dry_run ? parts_.removals.unknown_among(context, names) : remove(context, old, names);
  if (!strays) return strays.error();
  for (const auto& object : old) {
    if (std::ranges::find(*strays, object_name(object.key)) == strays->end()) continue;
    ++sum.objects;
    sum.bytes += object.size_bytes;
  }
  return {};
}

/// The names whose objects are gone now.
Result<std::vector<std::string>> CollectStrays::remove(const Context& context,
                                                       const std::vector<ListedObject>& old,
                                                       const std::vector<std::string>& names) {
  const auto within = context.until(parts_.clock.steady() + CollectGarbage::kRemoveWithin);
  const auto doomed = parts_.removals.doom_unknown(context, names, CollectGarbage::kLease);
  if (!doomed) return doomed.error();
  crash_point("collect_garbage.doomed");
  std::vector<std::string> gone;
  for (const auto& each : *doomed) gone.push_back(each.name);
  std::vector<ObjectKey> keys;
  for (const auto& object : old) {
    if (std::ranges::find(gone, object_name(object.key)) != gone.end()) keys.push_back(object.key);
  }
  if (parts_.clock.steady() >= within.deadline) {
    return Error{ErrorCode::timeout, "Objects were not removed in time; it is tried again later."};
  }
  if (auto removed = parts_.store.remove(within, keys); !removed) return removed.error();
  crash_point("collect_garbage.removed");
  if (auto recorded = parts_.removals.record(Context{}, *doomed); !recorded) {
    return recorded.error();
  }
  crash_point("collect_garbage.recorded");
  return gone;
}

}  // namespace pixferry
