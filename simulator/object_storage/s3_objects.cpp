#include "simulator/object_storage/s3_objects.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "simulator/object_storage/s3_digests.hpp"

namespace pixferry::simulator {

S3Object S3Objects::put(const std::string& key, S3Object object) {
  object.sha256 = hex_text(sha256_bytes(*object.bytes));
  object.md5 = hex_text(md5_bytes(*object.bytes));
  const std::lock_guard lock{mutex_};
  ++puts_;
  object.puts = ++puts_by_key_[key];
  return objects_[key] = std::move(object);
}

std::optional<S3Object> S3Objects::find(std::string_view key) const {
  const std::lock_guard lock{mutex_};
  const auto found = objects_.find(key);
  if (found == objects_.end()) return std::nullopt;
  return found->second;
}

bool S3Objects::remove(std::string_view key) {
  const std::lock_guard lock{mutex_};
  const auto found = objects_.find(key);
  if (found == objects_.end()) return false;
  objects_.erase(found);
  return true;
}

std::vector<std::pair<std::string, S3Object>> S3Objects::page(std::string_view prefix,
                                                              std::string_view after,
                                                              std::size_t count) const {
  const std::lock_guard lock{mutex_};
  std::vector<std::pair<std::string, S3Object>> page;
  auto at = after < prefix ? objects_.lower_bound(prefix) : objects_.upper_bound(after);
  for (; at != objects_.end() && at->first.starts_with(prefix) && page.size() < count; ++at) {
    page.emplace_back(at->first, at->second);
  }
  return page;
}

std::size_t S3Objects::count() const {
  const std::lock_guard lock{mutex_};
  return objects_.size();
}

std::string S3Objects::json() const {
  const std::lock_guard lock{mutex_};
  boost::json::object objects;
  for (const auto& [key, object] : objects_) {
    objects[key] = {{"sha256", object.sha256},
                    {"size", object.bytes->size()},
                    {"type", object.mime_type},
                    {"puts", object.puts}};
  }
  return boost::json::serialize(boost::json::object{
      {"count", objects_.size()}, {"puts", puts_}, {"objects", std::move(objects)}});
}

std::uint64_t S3Objects::puts() const {
  const std::lock_guard lock{mutex_};
  return puts_;
}

}  // namespace pixferry::simulator
