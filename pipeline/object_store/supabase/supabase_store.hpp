#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "pipeline/object_store/object_lister.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/object_store/supabase/supabase_bucket.hpp"
#include "pipeline/object_store/supabase/supabase_config.hpp"
#include "pipeline/object_store/supabase/supabase_errors.hpp"
#include "pipeline/object_store/supabase/supabase_requests.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// Objects in a bucket of Supabase Storage, over its REST interface with a service key. The
/// client's policy must trust the origin of the configured URL.
///
/// An upload counts as stored when Supabase says so and names the object. After an answer that
/// leaves it open (none, a server error, one that makes no sense) the object is looked for, once:
/// uploads are stored whole or not at all, and a key stands for its bytes, so an object of the
/// right size is the one. ETags are no part of this: they are not always the MD5 of the bytes.
class SupabaseStore final : public ObjectStore, public ObjectLister {
 public:
  /// The client and the clock must outlive the store. Nothing is asked yet.
  SupabaseStore(HttpClient& http, SupabaseConfig config, const Clock& clock, const Limits& limits);

  /// Whether images can be stored: the configuration makes sense, the key is good and one for
  /// servers, the bucket is there (a missing one is made, where the configuration lets us) and
  /// takes images, and the key may write to it. Stores nothing; may be called at any time. Errors:
  /// `credentials_missing`, `credentials_rejected` and `invalid_configuration`, which somebody must
  /// mend; `storage_unavailable`, `storage_full`, `stopped`, `timeout`.
  Result<SupabaseBucket> check(const Context& context);

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override;
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override;
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override;
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override;
  /// Where everybody finds the object, if the bucket was public when it was looked up last; nothing
  /// where it was not, or was never looked up. Asks nobody.
  std::optional<std::string> public_url(const ObjectKey& key) const;
  /// Public, or signed where the bucket is private: whichever it was when it was looked up last.
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override;
  /// A thousand objects at most. Looks the bucket up first, for an absent one is listed as empty.
  Result<ObjectListing> list(const Context& context, const std::string& from) const override;

 private:
  using KeyPlace = SupabaseRequests::KeyPlace;
  using LookedAt = std::variant<SupabaseBucket, SupabaseRefusal>;
  struct Upload {
    std::optional<Error> failure;
    bool may_be_stored = false;  ///< in spite of it
  };

  Result<> admit(const Context& context, const ObjectKey& key) const;
  Result<HttpAnswer> send(const Context& context, const HttpRequest& request) const;
  Result<HttpAnswer> send_once(const Context& context, const HttpRequest& request,
                               KeyPlace place) const;
  Error refused(const HttpAnswer& answer, const std::string& object) const;
  Result<LookedAt> look_at_bucket(const Context& context) const;
  Result<LookedAt> make_bucket(const Context& context);
  Result<> ask_permission(const Context& context);
  Result<bool> is_public(const Context& context);
  Result<> require_bucket(const Context& context) const;
  Upload send_object(const Context& context, const ObjectKey& key, const Spool& content,
                     const ObjectTraits& traits);
  bool is_stored(const Context& context, const ObjectKey& key, std::int64_t size_bytes);

  HttpClient& http_;
  const SupabaseConfig config_;
  const Clock& clock_;
  const Limits limits_;
  const SupabaseRequests requests_;
  const SupabaseErrors errors_;
  const std::optional<Error> complaint_;  ///< about the configuration: nothing is asked with it
  const bool has_opaque_key_;
  mutable std::atomic<KeyPlace> key_place_;
  mutable std::mutex mutex_;
  mutable std::optional<bool> is_public_;  ///< once the bucket was looked up
};

}  // namespace pixferry
