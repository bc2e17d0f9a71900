#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "pipeline/object_store/object_lister.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/object_store/s3/s3_requests.hpp"

namespace pixferry {

/// Objects in a bucket of Amazon S3 or of a service that speaks its protocol (R2, MinIO, Ceph,
/// Swift, Google Cloud Storage's interoperability, Supabase's S3 endpoint).
///
/// An object counts as stored when the answer proves its bytes: by the checksum that the service
/// kept, or by an ETag that is their MD5. Where the ETag is something else (a bucket with a key of
/// its own) the signed SHA-256 has to do. After an answer that leaves it open (500, a reset, a
/// timeout) the object is looked for once, by HEAD.
///
/// A service that says in which region the bucket is gets the request once more with that region's
/// signature, and all later ones; nothing else is ever sent twice, and no other host is followed
/// to.
class S3Store final : public ObjectStore, public ObjectLister {
 public:
  /// Client and clock must outlive the store. The client's policy must trust s3_origin(config).
  S3Store(S3Config config, HttpClient& http, const Clock& clock);

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override;
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override;
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override;
  /// By thousands, or one by one where the service cannot remove many at once.
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override;
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override;
  /// A thousand keys at most. Needs s3:ListBucket.
  Result<ObjectListing> list(const Context& context, const std::string& from) const override;

  /// Whether everything that the store needs works: looks into the bucket, and writes, finds and
  /// removes a small object beside those of ours. An Error names the setting that is wrong; its
  /// code is `credentials_rejected` or `invalid_configuration` where waiting does not help.
  Result<> check(const Context& context);

 private:
  using Requests = std::shared_ptr<const S3Requests>;
  using Build = std::function<HttpRequest(const S3Requests&)>;

  Requests requests() const;
  Result<HttpAnswer> ask(const Context& context, std::string_view attempt,
                         const Build& build) const;
  Requests moved_to_region(const HttpAnswer& answer, const Requests& asked) const;
  Error refusal(const HttpAnswer& answer, std::string_view attempt) const;
  Result<std::optional<HttpAnswer>> look_for(const Context& context, std::string_view key);
  Result<> look_after(const Context& context, const ObjectKey& key, const Spool& content,
                      const Error& doubt);
  Result<> remove_one(const Context& context, std::string_view key);
  Result<bool> remove_many(const Context& context, std::span<const ObjectKey> keys);

  HttpClient& http_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  mutable Requests requests_;  ///< replaced when the bucket turns out to be in another region
  std::atomic<bool> removes_many_ = true;
};

}  // namespace pixferry
