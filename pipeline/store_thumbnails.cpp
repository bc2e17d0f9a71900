#include "pipeline/store_thumbnails.hpp"

#include "pipeline/object_store/object_key.hpp"

namespace pixferry {
namespace {

Result<Spool> spooled(SpoolRoom& spools, std::span<const std::byte> bytes) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  auto spool = Spool::open(spools, {.declared_size_bytes = size, .size_bytes_max = size});
  if (!spool) return spool.error();
  if (auto written = spool->write(bytes); !written) return written.error();
  if (auto finished = spool->finish(); !finished) return finished.error();
  return spool;
}

}  // namespace

Result<> store_thumbnails(const Context& context, ObjectStore& store, SpoolRoom& spools,
                          const ObjectKey& original, std::span<const Thumbnail> thumbnails) {
  const ObjectTraits traits{.mime_type = std::string{mime_type(ImageType::webp)}};
  for (const auto& thumbnail : thumbnails) {
    const auto body = spooled(spools, thumbnail.bytes);
    if (!body) return body.error();
    const auto key = thumbnail_key(original, thumbnail.size_pixels);
    if (auto stored = store.put(context, key, *body, traits); !stored) return stored;
  }
  return {};
}

}  // namespace pixferry
