#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <optional>
#include <string_view>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/inspection.hpp"

namespace pixferry {

/// The columns of a blob that hold its facts, in the order in which facts_from() reads them.
inline constexpr std::string_view kFactsColumns =
    "blob.thumbnail_state, blob.warning, blob.width, blob.height, blob.orientation, "
    "@ms(blob.taken_at), blob.taken_offset_minutes, blob.camera_make, blob.camera_model, "
    "blob.camera_lens, blob.exposure_seconds, blob.f_number, blob.focal_length_mm, blob.iso, "
    "blob.latitude, blob.longitude, blob.altitude_metres, blob.thumbhash";

/// The facts in a row from that column on; nothing where nobody has looked.
std::optional<ImageFacts> facts_from(const SqlRow& row, std::size_t first);

/// The facts as far as the catalog keeps them: what cannot be (a side of no pixels, a latitude of
/// 100 degrees, a text that is no UTF-8) is left out or cut, whoever claims it.
ImageFacts bounded_facts(const ImageFacts& facts);

/// Adds the facts to a bulk row, bounded; without any, what a blob has that nobody looked into.
void add_facts(boost::json::object& row, const std::optional<ImageFacts>& facts);

/// A thousand times width by height of a bounded size; at least 1, for others divide by it.
std::int64_t aspect_of(const PixelSize& size);

/// When the image was taken, in UTC where the camera's offset is known, and otherwise as if its
/// clock had shown UTC.
std::int64_t taken_utc_ms(const CaptureTime& taken);

/// Whether every engine knows the time: it lies in the years 1 to 9999.
bool is_catalog_time(std::int64_t ms);

}  // namespace pixferry
