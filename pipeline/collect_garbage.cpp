#include "pipeline/collect_garbage.hpp"

#include "pipeline/model/inspection.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/crash_point.hpp"

namespace pixferry {
namespace {

constexpr int kBlobsATurn = 100;

/// The original and all that may lie beside it.
std::vector<ObjectKey> objects_of(std::span<const Doomed> doomed) {
  std::vector<ObjectKey> keys;
  for (const auto& each : doomed) {
    if (!each.blob) continue;
    keys.push_back(each.blob->key);
    for (const auto size : kThumbnailSizes) keys.push_back(thumbnail_key(each.blob->key, size));
  }
  return keys;
}

}  // namespace

Result<CollectGarbage::Turn> CollectGarbage::run(const Context& context,
                                                 std::chrono::milliseconds unreferenced_for) {
  const auto within = context.until(parts_.clock.steady() + kRemoveWithin);
  const auto doomed = next(context, unreferenced_for);
  if (!doomed) return doomed.error();
  if (doomed->empty()) {
    if (auto pruned = parts_.removals.prune(context); !pruned) return pruned.error();
    return Turn{};
  }
  crash_point("collect_garbage.doomed");
  if (auto removed = remove(within, *doomed); !removed) return removed.error();
  crash_point("collect_garbage.removed");
  // Recorded even while the process drains.
  if (auto recorded = parts_.removals.record(Context{}, *doomed); !recorded) {
    return recorded.error();
  }
  crash_point("collect_garbage.recorded");
  Turn turn{.has_more = true};
  for (const auto& each : *doomed) {
    if (!each.blob) continue;
    ++turn.images;
    turn.bytes += each.blob->size_bytes;
  }
  return turn;
}

Result<> CollectGarbage::remove(const Context& within, std::span<const Doomed> doomed) {
  // A process that was asleep until now would remove what others have stored anew.
  if (parts_.clock.steady() >= within.deadline) {
    return Error{ErrorCode::timeout, "Objects were not removed in time; it is tried again later."};
  }
  return parts_.store.remove(within, objects_of(doomed));
}

Result<std::vector<Doomed>> CollectGarbage::next(const Context& context,
                                                 std::chrono::milliseconds unreferenced_for) {
  const Removals::Plan plan{
      .unreferenced_for = unreferenced_for, .lease = kLease, .count = kBlobsATurn};
  auto left = parts_.removals.take_over(context, plan);
  if (!left || !left->empty()) return left;
  return parts_.removals.doom_unreferenced(context, plan);
}

}  // namespace pixferry
