#include "api-gateway/routes/image_json.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "api-gateway/http/json_writer.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/base64.hpp"

namespace pixferry::routes {
namespace {

using http::JsonWriter;

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  if (text.empty()) {
    json.null();
  } else {
    json.value(text);
  }
}

void write_number(JsonWriter& json, std::string_view key, const std::optional<double>& number) {
  json.key(key);
  if (number) {
    json.exact(*number);
  } else {
    json.null();
  }
}

void write_thumbnails(JsonWriter& json, const ImageFacts& facts, const ObjectKey& original,
                      const StorageUrl& storage_url) {
  json.key("thumbnails");
  if (facts.thumbnails != ThumbnailState::done) {
    json.null();
    return;
  }
  json.begin_object();
  for (const int size : kThumbnailSizes) {
    json.field(std::to_string(size), storage_url(thumbnail_key(original, size)));
  }
  json.end_object();
}

/// Which members of the answer rest on the word of the source.
void write_declared(JsonWriter& json, const DeclaredFacts& declared) {
  json.key("declared_facts").begin_array();
  const auto write = [&](bool is_declared, std::string_view member) {
    if (is_declared) json.value(member);
  };
  write(declared.size.has_value(), "width");
  write(declared.size.has_value(), "height");
  write(declared.orientation.has_value(), "orientation");
  write(declared.taken_at.has_value(), "taken_at");
  write(!declared.camera.make.empty(), "camera.make");
  write(!declared.camera.model.empty(), "camera.model");
  write(!declared.camera.lens.empty(), "camera.lens");
  write(declared.camera.exposure_seconds.has_value(), "exposure.seconds");
  write(declared.camera.f_number.has_value(), "exposure.f_number");
  write(declared.camera.focal_length_mm.has_value(), "exposure.focal_length_mm");
  write(declared.camera.iso.has_value(), "exposure.iso");
  write(declared.position.has_value(), "gps");
  json.end_array();
}

/// What a gallery is drawn from.
void write_facts(JsonWriter& json, const Image& image, const StorageUrl& storage_url) {
  const auto facts = known_facts(image.facts, image.declared);
  const auto side = [&](std::int64_t PixelSize::*length) {
    return facts.size ? std::optional{(*facts.size).*length} : std::nullopt;
  };
  json.optional_field("width", side(&PixelSize::width))
      .optional_field("height", side(&PixelSize::height))
      .optional_field("taken_at",
                      facts.taken_at ? std::optional{local_time(*facts.taken_at)} : std::nullopt);
  write_text(json, "thumbhash", base64(facts.thumbhash));
  json.field("thumbnail_state", name_of(facts.thumbnails));
  write_thumbnails(json, facts, image.blob.key, storage_url);
  json.optional_field("warning",
                      facts.warning ? std::optional{name_of(*facts.warning)} : std::nullopt);
  write_declared(json, beyond(image.facts, image.declared));
}

void write_row(JsonWriter& json, const Image& image, const StorageUrl& storage_url) {
  json.field("id", image.id.value).field("name", image.name).key("google_drive_id");
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
      .field("object_key", image.blob.key.text);
  write_facts(json, image, storage_url);
}

/// What only one image tells.
void write_details(JsonWriter& json, const ImageFacts& facts) {
  json.field("orientation", facts.orientation).key("camera").begin_object();
  write_text(json, "make", facts.camera.make);
  write_text(json, "model", facts.camera.model);
  write_text(json, "lens", facts.camera.lens);
  json.end_object().key("exposure").begin_object();
  write_number(json, "seconds", facts.camera.exposure_seconds);
  write_number(json, "f_number", facts.camera.f_number);
  write_number(json, "focal_length_mm", facts.camera.focal_length_mm);
  json.optional_field("iso", facts.camera.iso).end_object().key("gps");
  if (!facts.position) {
    json.null();
    return;
  }
  json.begin_object();
  write_number(json, "latitude", facts.position->latitude);
  write_number(json, "longitude", facts.position->longitude);
  write_number(json, "altitude_metres", facts.position->altitude_metres);
  json.end_object();
}

}  // namespace

std::string image_json(const Image& image, const StorageUrl& storage_url) {
  JsonWriter json;
  json.begin_object();
  write_row(json, image, storage_url);
  write_details(json, known_facts(image.facts, image.declared));
  json.end_object();
  return json.take();
}

std::string image_page_json(const ImagePage& images, PageNumbers numbers,
                            const StorageUrl& storage_url) {
  const auto pages = images.total / numbers.limit + (images.total % numbers.limit > 0 ? 1 : 0);
  JsonWriter json;
  json.begin_object().key("images").begin_array();
  for (const auto& image : images.images) {
    json.begin_object();
    write_row(json, image, storage_url);
    json.end_object();
  }
  json.end_array()
      .field("total", images.total)
      .field("page", numbers.page)
      .field("pages", pages)
      .field("page_size", numbers.limit)
      .field("total_is_exact", images.total_is_exact);
  write_text(json, "next_cursor", images.next_cursor);
  json.end_object();
  return json.take();
}

std::string image_layout_json(const ImageLayout& layout) {
  constexpr std::int64_t assumed_aspect = 1500;
  JsonWriter json;
  json.begin_object()
      .field("total", static_cast<std::int64_t>(layout.aspects.size()))
      .field("complete", layout.is_complete)
      .field("aspect_scale", 1000)
      .field("assumed_aspect", assumed_aspect)
      .field("chunk_size", kImagesPerChunk)
      .key("anchors")
      .begin_array();
  for (const auto& anchor : layout.anchors) json.value(anchor);
  json.end_array().key("aspects").begin_array();
  for (const auto aspect : layout.aspects) json.value(aspect);
  json.end_array().end_object();
  return json.take();
}

std::string local_time(const CaptureTime& taken) {
  auto text = rfc3339(from_milliseconds(taken.local_ms));
  text.pop_back();
  if (!taken.offset_minutes) return text;
  const int minutes = std::abs(*taken.offset_minutes);
  return text + fmt::format("{}{:02}:{:02}", *taken.offset_minutes < 0 ? '-' : '+', minutes / 60,
                            minutes % 60);
}

}  // namespace pixferry::routes
