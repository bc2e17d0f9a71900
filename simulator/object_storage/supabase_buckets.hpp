#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/digest.hpp"
#include "pipeline/model/time.hpp"

namespace pixferry::simulator {

/// A bucket as it is made: without its objects.
struct SupabaseBucketSpec {
  std::string name = "images";
  bool is_public = true;
  std::optional<std::int64_t> object_bytes_max = std::nullopt;
  std::vector<std::string> mime_types = {};  ///< empty: all
};

struct StoredObject {
  std::shared_ptr<const std::string> bytes;
  std::string mime_type;
  std::string cache_control;
  Sha256 sha256;
  Md5 md5;
  std::uint64_t version = 0;  ///< counts all objects ever stored, from 1
  std::uint64_t puts = 0;     ///< of this object
  Timestamp created_at;
  Timestamp updated_at;
};

/// Buckets and their objects, in memory. Thread-safe; what it gives out stays as it is.
class SupabaseBuckets {
 public:
  /// False if there is one of that name.
  bool make(SupabaseBucketSpec bucket);
  std::optional<SupabaseBucketSpec> find(std::string_view bucket) const;
  std::vector<SupabaseBucketSpec> all() const;

  struct Place {
    std::string_view bucket;
    std::string_view key;
  };
  /// Digests, version and counts are filled in here. The bucket must be there.
  StoredObject store(const Place& place, StoredObject object, Timestamp now);
  std::optional<StoredObject> find(const Place& place) const;
  /// What was there to be removed.
  std::optional<StoredObject> remove(const Place& place);

  /// Objects of the bucket whose keys begin so and are above `after`, in the order of their keys.
  std::vector<std::pair<std::string, StoredObject>> page(const Place& beginning,
                                                         std::string_view after,
                                                         std::size_t count) const;
  /// All objects, by "BUCKET/KEY".
  std::map<std::string, StoredObject> objects() const;
  std::uint64_t puts() const;

 private:
  struct Bucket {
    SupabaseBucketSpec spec;
    std::map<std::string, StoredObject, std::less<>> objects;
  };

  mutable std::mutex mutex_;
  std::map<std::string, Bucket, std::less<>> buckets_;
  std::uint64_t puts_ = 0;
};

}  // namespace pixferry::simulator
