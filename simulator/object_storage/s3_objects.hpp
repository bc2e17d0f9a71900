#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/time.hpp"

namespace pixferry::simulator {

/// An object as it was handed in.
struct S3Object {
  std::shared_ptr<const std::string> bytes;
  std::string mime_type;
  std::string cache_control;
  std::string checksum = {};  ///< the SHA-256 that came with it, in base64
  std::string sha256 = {};    ///< hexadecimal, of the bytes that arrived
  std::string md5 = {};
  Timestamp stored_at = {};
  int puts = 0;  ///< how often it was stored, this time included
};

/// The objects of one bucket, in memory, and how they came to be there. Thread-safe.
class S3Objects {
 public:
  /// Replaces what has the key. `object.bytes` must be set; its hashes and `puts` are worked out.
  S3Object put(const std::string& key, S3Object object);
  std::optional<S3Object> find(std::string_view key) const;
  bool remove(std::string_view key);
  /// Those whose keys begin so and are above `after`, in the order of their keys.
  std::vector<std::pair<std::string, S3Object>> page(std::string_view prefix,
                                                     std::string_view after,
                                                     std::size_t count) const;
  std::size_t count() const;
  /// Over all keys, of removed objects too.
  std::uint64_t puts() const;
  /// {"count", "puts", "objects": {KEY: {"sha256", "size", "type", "puts"}}}
  std::string json() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, S3Object, std::less<>> objects_;
  std::map<std::string, int, std::less<>> puts_by_key_;
  std::uint64_t puts_ = 0;
};

}  // namespace pixferry::simulator
