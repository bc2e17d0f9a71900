#include "simulator/object_storage/supabase_buckets.hpp"

#include "simulator/photo/running_digest.hpp"

namespace pixferry::simulator {

bool SupabaseBuckets::make(SupabaseBucketSpec bucket) {
  const std::lock_guard lock{mutex_};
  auto name = bucket.name;
  return buckets_.try_emplace(std::move(name), Bucket{std::move(bucket), {}}).second;
}

std::optional<SupabaseBucketSpec> SupabaseBuckets::find(std::string_view bucket) const {
  const std::lock_guard lock{mutex_};
  const auto found = buckets_.find(bucket);
  if (found == buckets_.end()) return std::nullopt;
  return found->second.spec;
}

std::vector<SupabaseBucketSpec> SupabaseBuckets::all() const {
  const std::lock_guard lock{mutex_};
  std::vector<SupabaseBucketSpec> specs;
  for (const auto& [name, bucket] : buckets_) specs.push_back(bucket.spec);
  return specs;
}

StoredObject SupabaseBuckets::store(const Place& place, StoredObject object, Timestamp now) {
  const auto digests = RunningDigest{}.ended_with(std::as_bytes(std::span{*object.bytes}));
  object.sha256 = digests.sha256;
  object.md5 = digests.md5;
  object.created_at = object.updated_at = now;
  const std::lock_guard lock{mutex_};
  object.version = ++puts_;
  object.puts = 1;
  auto& objects = buckets_.find(place.bucket)->second.objects;
  const auto before = objects.find(place.key);
  if (before != objects.end()) {
    object.created_at = before->second.created_at;
    object.puts += before->second.puts;
  }
  objects.insert_or_assign(std::string{place.key}, object);
  return object;
}

std::optional<StoredObject> SupabaseBuckets::find(const Place& place) const {
  const std::lock_guard lock{mutex_};
  const auto bucket = buckets_.find(place.bucket);
  if (bucket == buckets_.end()) return std::nullopt;
  const auto object = bucket->second.objects.find(place.key);
  if (object == bucket->second.objects.end()) return std::nullopt;
  return object->second;
}

std::optional<StoredObject> SupabaseBuckets::remove(const Place& place) {
  const std::lock_guard lock{mutex_};
  const auto bucket = buckets_.find(place.bucket);
  if (bucket == buckets_.end()) return std::nullopt;
  auto& objects = bucket->second.objects;
  const auto object = objects.find(place.key);
  if (object == objects.end()) return std::nullopt;
  auto removed = std::move(object->second);
  objects.erase(object);
  return removed;
}

std::vector<std::pair<std::string, StoredObject>> SupabaseBuckets::page(const Place& beginning,
                                                                        std::string_view after,
                                                                        std::size_t count) const {
  const std::lock_guard lock{mutex_};
  std::vector<std::pair<std::string, StoredObject>> page;
  const auto bucket = buckets_.find(beginning.bucket);
  if (bucket == buckets_.end()) return page;
  const auto& objects = bucket->second.objects;
  const auto prefix = beginning.key;
  auto at = after < prefix ? objects.lower_bound(prefix) : objects.upper_bound(after);
  for (; at != objects.end() && at->first.starts_with(prefix) && page.size() < count; ++at) {
    page.emplace_back(at->first, at->second);
  }
  return page;
}

std::map<std::string, StoredObject> SupabaseBuckets::objects() const {
  const std::lock_guard lock{mutex_};
  std::map<std::string, StoredObject> all;
  for (const auto& [name, bucket] : buckets_) {
    for (const auto& [key, object] : bucket.objects) all.emplace(name + "/" + key, object);
  }
  return all;
}

std::uint64_t SupabaseBuckets::puts() const {
  const std::lock_guard lock{mutex_};
  return puts_;
}

}  // namespace pixferry::simulator
