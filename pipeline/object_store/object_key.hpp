#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/image.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// "o/<2 hex>/<HMAC-SHA256(secret, owner ‖ 0 ‖ sha256)>.<ext>": the name is the capability to read
/// the object, and does not tell whether we hold a given file.
ObjectKey object_key(const Secret& secret, std::string_view owner, const Sha256& sha256,
                     ImageType type);

/// "t/3f/<the same name>-512.webp", from the key of the original. `size_pixels` is one of
/// kThumbnailSizes.
ObjectKey thumbnail_key(const ObjectKey& original, int size_pixels);

/// The 64 digits that the keys of an original and of its thumbnails have in common, and nobody
/// else's.
std::string object_name(const ObjectKey& key);

/// Whether the text has the shape of a key of ours. Everything else is refused before it meets a
/// file system or a bucket.
bool is_object_key(std::string_view text);

}  // namespace pixferry
