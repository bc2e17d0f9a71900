#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "pipeline/model/image.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

struct DecodeSettings {
  /// Above it an image is measured, and not drawn; so is one whose decoder would hold more than
  /// 640 MiB.
  std::int64_t pixels_max;
  bool keep_gps;  ///< whether the facts may name the place
};

/// Makes libvips ready for decode_image, once in the life of a process and before its other threads
/// start: five loaders allowed by name and every other blocked, no cache, one thread, no chatter.
/// Everything that libvips, libheif and their modules open is open afterwards, so that decode_image
/// opens no file: a sandbox may close behind it. Throws std::runtime_error where libvips cannot
/// start.
void start_decoding();

/// What the bytes of an image bring: a pure function of its arguments. Not thread-safe: a process
/// decodes one image at a time. `type` is what sniff_image said of the file; it alone chooses the
/// loader. What can be stored but not drawn is no error: its facts say why. Errors: `damaged_image`
/// (not even the header can be read), `too_many_pixels` (a side above 65,535, or above a
/// gigapixel).
///
/// The decoders are other people's code and the bytes are hostile: call it where a crash, a hang or
/// a gigabyte may happen.
Result<Inspection> decode_image(std::span<const std::byte> file, ImageType type,
                                const DecodeSettings& settings);

}  // namespace pixferry
