#include "cli/object_place.hpp"

#include <fmt/format.h>

#include "cli/bucket_config.hpp"
#include "cli/data_directory.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/s3/s3_store.hpp"
#include "pipeline/object_store/supabase/supabase_store.hpp"

namespace pixferry {
namespace {

Result<ObjectPlace> open_folder(const Config& config, FolderStore::Access access) {
  const auto directory = objects_directory(config);
  auto opened = FolderStore::open(directory, config.public_url, access);
  if (!opened) return opened.error();
  auto* folder = opened->get();
  return ObjectPlace{
      .store = *std::move(opened),
      .reader = folder,
      .lister = folder,
      .name = "the folder " + directory,
      .check = [folder](const Context& context) { return ask_store(context, *folder); },
      .storage_url = storage_url_for(config)};
}

ObjectPlace s3_place(const Config& config, HttpClient& http, const Clock& clock) {
  auto s3 = s3_config_for(config);
  const auto name = fmt::format("the bucket {} at {}", s3.bucket, s3_origin(s3));
  auto store = std::make_unique<S3Store>(std::move(s3), http, clock);
  auto* bucket = store.get();
  return {.store = std::move(store),
          .lister = bucket,
          .name = name,
          .check = [bucket](const Context& context) { return bucket->check(context); },
          .storage_url = storage_url_for(config)};
}

ObjectPlace supabase_place(const Config& config, HttpClient& http, const Clock& clock) {
  auto store =
      std::make_unique<SupabaseStore>(http, supabase_config_for(config), clock, config.limits);
  auto* bucket = store.get();
  return {
      .store = std::move(store),
      .lister = bucket,
      .name = fmt::format("the bucket {} at {}", config.supabase.bucket, config.supabase.url),
      .check = [bucket](const Context& context) -> Result<> {
        const auto found = bucket->check(context);
        return found ? Result<>{} : Result<>{found.error()};
      },
      .storage_url = [bucket, own = storage_url_for(config)](
                         const auto& key) { return bucket->public_url(key).value_or(own(key)); }};
}

}  // namespace

Result<ObjectPlace> open_object_place(const Config& config, HttpClient& http, const Clock& clock,
                                      FolderStore::Access access) {
  if (!config.supabase.url.empty()) return supabase_place(config, http, clock);
  if (!config.s3.bucket.empty()) return s3_place(config, http, clock);
  return open_folder(config, access);
}

routes::StorageUrl storage_url_for(const Config& config) {
  const auto root =
      config.s3.public_url.empty() ? config.public_url + "/objects" : config.s3.public_url;
  return [root](const ObjectKey& key) { return fmt::format("{}/{}", root, key.text); };
}

Result<> ask_store(const Context& context, ObjectStore& store) {
  const auto nobody = object_key(Secret{}, "", Sha256{}, ImageType::jpeg);
  const auto answered = store.head(context, nobody);
  return answered ? Result<>{} : Result<>{answered.error()};
}

}  // namespace pixferry
