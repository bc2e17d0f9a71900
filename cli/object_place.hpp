#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api-gateway/routes/storage_url.hpp"
#include "pipeline/object_store/folder_store.hpp"
#include "pipeline/object_store/object_lister.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// Where the configuration keeps the images: a folder below DATA_DIR, or a bucket.
struct ObjectPlace {
  std::unique_ptr<ObjectStore> store;
  const ObjectReader* reader = nullptr;  ///< of a folder, whose objects the gateway itself sends
  const ObjectLister* lister = nullptr;  ///< never absent
  std::string name;                      ///< "the bucket photos at https://…", for people

  /// Tries everything that the store needs; a missing bucket of Supabase is made. The Error is one
  /// sentence that names the setting to correct.
  std::function<Result<>(const Context&)> check;

  /// Where a browser finds an object; asks nobody. For a private bucket, and a bucket of Supabase
  /// that check() has not looked up yet, it is our own address, which sends on.
  routes::StorageUrl storage_url;
};

/// Where a browser finds an object as far as the configuration alone tells: in a bucket that has a
/// public address, or behind the gateway.
routes::StorageUrl storage_url_for(const Config& config);

/// Whether the store answers at all: asks for an object that cannot be there.
Result<> ask_store(const Context& context, ObjectStore& store);

/// Nothing is asked of a bucket yet. Access is that of a folder; buckets do as they are told. The
/// client, whose policy is http_policy_for_store(config), and the clock must outlive the place.
/// Error: `storage_unavailable`, or `storage_full`, of a folder.
Result<ObjectPlace> open_object_place(const Config& config, HttpClient& http, const Clock& clock,
                                      FolderStore::Access access);

}  // namespace pixferry
