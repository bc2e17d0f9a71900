#pragma once

#include "pipeline/content/image_inspector.hpp"
#include "pipeline/content/spool.hpp"
#include "pipeline/list_folder.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/outcome.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/platform/secret.hpp"
#include "pipeline/retry_policy.hpp"

namespace pixferry {

/// From a file at the source to an object in the store: the third step. It writes nothing into the
/// catalog: what it returns is recorded, once, by the finisher. Thread-safe.
class ImportImage {
 public:
  struct Parts {
    SourceFinder source;
    ObjectStore& store;
    SpoolRoom& spools;
    Secret key_secret;
    RetryPolicy retry;
    const Limits& limits;
    ImageInspector* inspector = nullptr;  ///< none: nobody looks into the images
  };

  explicit ImportImage(Parts parts) : parts_(std::move(parts)) {}

  /// What became of the file. Imported means: the bytes agree with all that the source declared,
  /// are an image, and lie durably in the store, and so do its thumbnails. Bytes that are held
  /// already are not fetched again.
  Outcome run(const Context& context, const FileLease& lease);

 private:
  Result<Imported> import(const Context& context, const FileLease& lease);
  /// Nothing where nobody looks.
  Result<std::optional<Inspection>> inspect(const Context& context, const Spool& body,
                                            ImageType type);
  Result<> store(const Context& context, const Blob& blob, const Spool& body,
                 const std::optional<Inspection>& inspection);
  Result<Spool> fetch(const Context& context, const FileLease& lease);

  Parts parts_;
};

}  // namespace pixferry
