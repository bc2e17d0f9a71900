#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/model/image.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/object_store/supabase/supabase_config.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// Builds the requests that are made of Supabase Storage, without the key: see `with_key`.
/// https://supabase.github.io/storage/. Keys of objects must have been checked. Thread-safe.
class SupabaseRequests {
 public:
  SupabaseRequests(SupabaseConfig config, const Limits& limits);

  /// Where a key stands. Supabase wants a JWT in both headers, and one that is none in `apikey`
  /// alone; some installations want that one in both as well.
  enum class KeyPlace { apikey, apikey_and_authorization };
  HttpRequest with_key(HttpRequest request, KeyPlace place) const;

  HttpRequest bucket() const;
  HttpRequest make_bucket(bool is_public) const;
  /// Asks for leave to upload there, which is decided as for an upload; nothing is stored.
  HttpRequest permission(std::string_view name) const;

  /// Without the body. Always overwrites, and is cached for a year: names are of contents.
  HttpRequest put(const ObjectKey& key, std::string_view mime_type, std::int64_t size_bytes) const;
  /// Size and times. Unlike HEAD, it says why it fails.
  HttpRequest info(const ObjectKey& key) const;
  /// Over the route that tells a rejected key from an absent bucket.
  HttpRequest content(const ObjectKey& key) const;
  HttpRequest remove(std::span<const ObjectKey> keys) const;
  /// A page of the objects whose keys begin so, the first one where there is no cursor.
  HttpRequest list(std::string_view prefix, std::string_view cursor) const;
  HttpRequest sign(const ObjectKey& key, std::chrono::seconds valid_for) const;

  std::string public_url(const ObjectKey& key) const;
  std::string signed_url(const ObjectKey& key, std::string_view token) const;

 private:
  HttpRequest ask(std::string method, std::string_view path) const;
  HttpRequest ask_with(std::string method, std::string_view path, std::string json) const;
  std::string place_of(std::string_view key) const;

  SupabaseConfig config_;
  Limits limits_;
  std::string root_;    ///< "https://REF.supabase.co/storage/v1"
  std::string bucket_;  ///< percent-encoded
};

}  // namespace pixferry
