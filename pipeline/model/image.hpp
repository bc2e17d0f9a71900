#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/declared_facts.hpp"
#include "pipeline/model/digest.hpp"
#include "pipeline/model/ids.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/model/source_kind.hpp"
#include "pipeline/model/time.hpp"

namespace pixferry {

/// The kinds of image we store, told by their bytes. `raw` is a camera's own format.
enum class ImageType {
  jpeg,
  png,
  webp,
  gif,
  avif,
  heic,
  tiff,
  bmp,
  dng,
  cr2,
  cr3,
  nef,
  arw,
  raf,
  orf,
  rw2
};

/// "image/jpeg"
std::string_view mime_type(ImageType type);
/// "jpg", without a dot: the end of the object's key.
std::string_view extension(ImageType type);
/// The type whose objects carry that extension.
std::optional<ImageType> image_type_with_extension(std::string_view extension);
std::optional<ImageType> image_type_with_mime(std::string_view mime_type);

/// The name of an object in the store: "o/3f/<64 hex>.jpg". Unguessable and content-addressed.
struct ObjectKey {
  std::string text;
  auto operator<=>(const ObjectKey&) const = default;
};

/// Bytes that are stored and verified: what the catalog remembers of them.
struct Blob {
  Sha256 sha256;
  std::int64_t size_bytes = 0;
  ImageType type = ImageType::jpeg;
  ObjectKey key;
  std::optional<Sha256> dropbox_hash = std::nullopt;  ///< Dropbox's content_hash, where it is known
};

/// One image of the gallery.
struct Image {
  ImageId id;
  SourceKind source = SourceKind::google_drive;
  std::string source_file_id;
  std::string name;
  std::string path;
  Blob blob;
  Timestamp created_at;
  std::optional<ImageFacts> facts = std::nullopt;  ///< absent: nobody has looked into its bytes
  DeclaredFacts declared = {};                     ///< by the source; see known_facts()
};

}  // namespace pixferry
