#include "api-gateway/routes/image_json.hpp"

#include "api-gateway/http/json_writer.hpp"

namespace pixferry::routes {
namespace {

void write_image(http::JsonWriter& json, const Image& image, const StorageUrl& storage_url) {
  json.begin_object().field("id", image.id.value).field("name", image.name).key("google_drive_id");
  if (image.source == SourceKind::google_drive) {
    json.value(image.source_file_id);
  } else {
    json.null();
  }
  json.field("source", name(image.source))
      .field("size", image.blob.size_bytes)
      .field("mime_type", mime_type(image.blob.type))
      .field("storage_url", storage_url(image.blob.key))
      .field("created_at", rfc3339(image.created_at))
      .field("source_file_id", image.source_file_id)
      .field("path", image.path)
      .field("sha256", image.blob.sha256.hex())
      .field("object_key", image.blob.key.text)
      .end_object();
}

}  // namespace

std::string image_json(const Image& image, const StorageUrl& storage_url) {
  http::JsonWriter json;
  write_image(json, image, storage_url);
  return json.take();
}

std::string image_page_json(const ImagePage& images, PageNumbers numbers,
                            const StorageUrl& storage_url) {
  const auto pages = images.total / numbers.limit + (images.total % numbers.limit > 0 ? 1 : 0);
  http::JsonWriter json;
  json.begin_object().key("images").begin_array();
  for (const auto& image : images.images) write_image(json, image, storage_url);
  json.end_array()
      .field("total", images.total)
      .field("page", numbers.page)
      .field("pages", pages)
      .field("page_size", numbers.limit)
      .end_object();
  return json.take();
}

}  // namespace pixferry::routes
